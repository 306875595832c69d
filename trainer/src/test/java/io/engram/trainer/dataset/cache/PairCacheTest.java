package io.engram.trainer.dataset.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCacheTest {

  @TempDir Path data;
  @TempDir Path home;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final List<String> events = new ArrayList<>();
  private DatasetDirectory dataset;
  private PairReader reader;
  private String fingerprint;
  private Path folder;

  private final CacheListener recorder =
      new CacheListener() {
        @Override
        public void reused(Path file) {
          events.add("reused");
        }

        @Override
        public void decoding(int pairs) {
          events.add("decoding " + pairs);
        }

        @Override
        public void unusable(Path unusable, IOException reason) {
          events.add("unusable " + unusable.getFileName());
        }
      };

  @BeforeEach
  void draw() throws Exception {
    dataset = DrawnDataset.draw(data, 5, 2);
    reader = new PairReader(dataset, workers);
    fingerprint = DataFingerprint.of(dataset);
    folder = home.resolve("cache/engram");
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void shouldGiveWhatTheReaderGivesWithoutDecodingAgain() throws Exception {
    var decoded = reader.read(dataset.training(), 40, 24);
    assertThat(read(dataset.training(), 40, 24))
        .isEqualTo(decoded)
        .isInstanceOf(RandomAccess.class);
    for (var name : dataset.names()) {
      Files.delete(dataset.photograph(name));
      Files.delete(dataset.map(name));
    }
    assertThat(read(dataset.training(), 40, 24)).isEqualTo(decoded);
    assertThat(events).containsExactly("decoding 5", "reused");
  }

  @Test
  void shouldKeepWhatDiffersApart() throws Exception {
    read(dataset.training(), 40, 24);
    read(dataset.validation(), 40, 24);
    read(dataset.training(), 24, 40);
    new PairCache(reader, "another fingerprint", folder, recorder).read(dataset.training(), 40, 24);
    assertThat(events).containsExactly("decoding 5", "decoding 2", "decoding 5", "decoding 5");
    assertThat(files()).hasSize(4).allMatch(file -> file.toString().endsWith(".pairs"));
  }

  @Test
  void shouldDecodeAgainWhereTheFileIsDamaged() throws Exception {
    var decoded = reader.read(dataset.training(), 16, 16);
    read(dataset.training(), 16, 16);
    var file = files().get(0);
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(read(dataset.training(), 16, 16)).isEqualTo(decoded);
    bytes[30]++;
    Files.write(file, bytes);
    assertThat(read(dataset.training(), 16, 16)).isEqualTo(decoded);
    Files.write(file, new byte[0]);
    assertThat(read(dataset.training(), 16, 16)).isEqualTo(decoded);
    assertThat(events).containsExactly("decoding 5", "decoding 5", "decoding 5", "decoding 5");
  }

  @Test
  void shouldDecodeIntoMemoryWhereTheFolderCannotBeUsed() throws Exception {
    Files.writeString(home.resolve("cache"), "a file in the way");
    var decoded = reader.read(dataset.validation(), 16, 16);
    assertThat(read(dataset.validation(), 16, 16)).isEqualTo(decoded);
    assertThat(events).containsExactly("unusable engram");
  }

  @Test
  void shouldLeaveNothingBehindWhenAnImageCannotBeDecoded() throws Exception {
    Files.writeString(dataset.photograph("drawn_002.png"), "not an image");
    assertThatThrownBy(() -> read(dataset.training(), 16, 16))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("drawn_002.png: cannot be decoded");
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldSpreadOverAsManyMappingsAsNeeded() throws Exception {
    int record = 2 * 3 * 16 * 16;
    var file = new PairFile(folder, new byte[32], dataset.names(), 16, 16);
    file.write(reader);
    var decoded = reader.read(dataset.names(), 16, 16);
    for (int largest : new int[] {record - 1, record, 2 * record + 1, 7 * record}) {
      assertThat(file.map(largest)).isEqualTo(decoded);
    }
    assertThatThrownBy(() -> file.map(record).get(7)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldRemoveWhatAKilledProcessLeftLongAgo() throws Exception {
    Files.createDirectories(folder);
    var old = Files.createFile(folder.resolve("old.part"));
    var recent = Files.createFile(folder.resolve("recent.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    read(dataset.validation(), 16, 16);
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  private List<Pair> read(List<String> names, int photographSide, int mapSide) throws Exception {
    return new PairCache(reader, fingerprint, folder, recorder)
        .read(names, photographSide, mapSide);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
