package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  private static final String DECIDED = "0123abcd-4567cdef";
  private static final String BROKEN_OFF = "76543210-4567cdef";
  private static final String SERVING = "b".repeat(64);

  @TempDir private Path root;
  private final Releases decisions = new Releases();
  private WorkFolder folder;

  @BeforeEach
  void open() {
    folder = new WorkFolder(ServedRetraining.config(root));
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "large");
  }

  private void decide(String version, ReleaseDecision decision) {
    decisions.add("light/" + version, Updates.release("light", version, decision), 0);
  }

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldDeleteTrainingsThatWereDecidedOnAndNothingElse() throws Exception {
    for (String version : List.of(DECIDED, BROKEN_OFF, "1.1.0")) {
      write(folder.training(version).resolve("run/checkpoint.bin"));
    }
    write(root.resolve("lock"));
    decide(DECIDED, ReleaseDecision.REJECTED);
    // One that somebody trained by hand, promoted, and keeps here.
    decide("1.1.0", ReleaseDecision.PROMOTED);

    folder.tidy(decisions);

    assertThat(names(root)).containsExactly("1.1.0", BROKEN_OFF, "lock");
  }

  @Test
  void shouldKeepTheCopyOfTheChampionThatServes() throws Exception {
    for (String bundle : List.of("a".repeat(64), SERVING, "notes")) {
      write(folder.champions().resolve(bundle).resolve("manifest.json"));
    }
    decisions.add("light", Updates.release("light", "2", ReleaseDecision.PROMOTED), 0);

    folder.tidy(decisions);

    assertThat(names(folder.champions())).containsExactly(SERVING, "notes");
  }

  @Test
  void shouldDiscardOneTraining() throws Exception {
    write(folder.training(DECIDED).resolve("run/checkpoint.bin"));
    write(folder.training(BROKEN_OFF).resolve("run/checkpoint.bin"));

    folder.discard(DECIDED);

    assertThat(names(root)).containsExactly(BROKEN_OFF);
  }

  @Test
  void shouldHaveNothingToDoBeforeTheFirstTraining() {
    var nowhere = new WorkFolder(ServedRetraining.config(root.resolve("nowhere")));

    nowhere.tidy(decisions);

    assertThat(root).isEmptyDirectory();
  }
}
