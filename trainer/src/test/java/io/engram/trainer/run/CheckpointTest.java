package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir Path directory;
  private final Map<String, float[]> vectors = new TreeMap<>();
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("checkpoint.bin");
    write(3, -0f, Float.MIN_VALUE, 1.5f);
  }

  @Test
  void shouldComeBackToTheBit() throws Exception {
    var read = read("data");
    assertThat(read.epoch()).isEqualTo(3);
    assertThat(read.step()).isEqualTo(105);
    assertThat(vectors.get("weights")).containsExactly(-0f, Float.MIN_VALUE, 1.5f);
  }

  @Test
  void shouldReplaceAnOlderOneAndLeaveNothingElse() throws Exception {
    write(4, 7);
    assertThat(read("data").epoch()).isEqualTo(4);
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void shouldKeepTheOlderOneWhenWritingFails() throws Exception {
    Files.createDirectory(directory.resolve("checkpoint.bin.new"));
    assertThatThrownBy(() -> write(4, 7)).isInstanceOf(IOException.class);
    assertThat(read("data").epoch()).isEqualTo(3);
  }

  @Test
  void shouldRefuseWhatBelongsElsewhere() {
    assertThatThrownBy(() -> read("other"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another data set");
  }

  @Test
  void shouldRefuseADamagedFile() throws Exception {
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length - 12] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> read("data"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checksum does not match");
  }

  @Test
  void shouldRefuseATruncatedFile() throws Exception {
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> read("data"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin cannot be resumed from");
  }

  @Test
  void shouldRefuseALengthBeyondTheFileBeforeAllocatingIt() throws Exception {
    var bytes = Files.readAllBytes(file);
    int lengthAt = bytes.length - Long.BYTES - 3 * Float.BYTES - Integer.BYTES;
    for (int length : new int[] {Integer.MAX_VALUE, -1}) {
      Files.write(file, ByteBuffer.wrap(bytes).putInt(lengthAt, length).array());
      assertThatThrownBy(() -> read("data"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("it ends too early");
    }
  }

  @Test
  void shouldRefuseACheckpointWithoutAVector() {
    assertThatThrownBy(() -> Checkpoint.read(file, "data", Set.of("average"), vectors::put))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it holds the vectors [weights], not [average]");
  }

  @Test
  void shouldKeepVectorsOfAnyLength() throws Exception {
    var values = new float[100_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.5f;
    }
    write(5, values);
    read("data");
    assertThat(vectors.get("weights")).isEqualTo(values);
    assertThat(Checkpoint.vector(file, "weights")).isEqualTo(values);
    assertThatThrownBy(() -> Checkpoint.vector(file, "average"))
        .hasMessageContaining("it holds no vector average");
  }

  private Checkpoint read(String identity) throws IOException {
    return Checkpoint.read(file, identity, Set.of("weights"), vectors::put);
  }

  private void write(int epoch, float... weights) throws IOException {
    new Checkpoint("data", epoch, 105).write(file, Map.of("weights", () -> weights));
  }
}
