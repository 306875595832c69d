package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainedRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightArchiveTest {
  private static final String BUNDLE = "a".repeat(64);

  @TempDir private Path folder;
  private ModelStore store;
  private WeightArchive archive;
  private TrainedRun run;

  @BeforeEach
  void open() throws Exception {
    store = ModelStore.open(StoreConfig.folder(folder.resolve("store")));
    archive = new WeightArchive(store);
    run = new TrainedRun(folder.resolve("run"), Presets.light(), new float[] {0.5f, -2, 7});
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldFindWhatWasKept() throws Exception {
    archive.keep(BUNDLE, run, folder.resolve("scratch"));

    TrainedRun found = archive.find(BUNDLE, folder.resolve("copy")).orElseThrow();

    assertThat(found.weights()).containsExactly(0.5f, -2, 7);
    assertThat(found.config()).isEqualTo(run.config());
    assertThat(found.directory()).isEqualTo(folder.resolve("copy"));
  }

  @Test
  void shouldFindNothingWhereNobodyKeptIt() throws Exception {
    archive.keep(BUNDLE, run, folder.resolve("scratch"));

    assertThat(archive.find("b".repeat(64), folder.resolve("copy"))).isEmpty();
  }

  @Test
  void shouldFindNothingWhereOnlyAPartWasKept() throws Exception {
    store.keep(BUNDLE, TrainedRun.CHECKPOINT, new byte[] {1});

    assertThat(archive.find(BUNDLE, folder.resolve("copy"))).isEmpty();
  }

  @Test
  void shouldNotTakeDamagedWeights() throws Exception {
    archive.keep(BUNDLE, run, folder.resolve("scratch"));
    byte[] kept = store.kept(BUNDLE, TrainedRun.CHECKPOINT).orElseThrow();
    kept[kept.length - 1] ^= 1;
    store.keep(BUNDLE, TrainedRun.CHECKPOINT, kept);

    assertThatThrownBy(() -> archive.find(BUNDLE, folder.resolve("copy")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("copy").toString());
  }
}
