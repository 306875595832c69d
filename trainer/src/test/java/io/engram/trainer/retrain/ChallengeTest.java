package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.releases.Releases;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.run.TrainingStoppedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  private static final String OUTDATED = "0".repeat(64);
  private static final BooleanSupplier NEVER = () -> false;
  private static final int MEASURED = 4;

  @TempDir private Path folder;
  private final Releases decisions = new Releases();
  private final List<DatasetUpdated> heard = new ArrayList<>();
  private final AtomicInteger comparisons = new AtomicInteger();
  private DatasetDirectory data;
  private String fingerprint;
  private RetrainConfig config;
  private ModelStore store;
  private Challenge challenge;

  @BeforeEach
  void draw() throws Exception {
    data = DrawnDataset.draw(folder.resolve("data"), 16, MEASURED);
    fingerprint = DataFingerprint.of(data);
    config =
        new RetrainConfig(
            recipe(),
            Optional.empty(),
            Optional.empty(),
            new Gate(1),
            16,
            MEASURED,
            Machine.plain(),
            folder.resolve("work"));
    store = ModelStore.open(StoreConfig.folder(folder.resolve("store")));
    challenge =
        new Challenge(config, store, Optional.empty(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static TrainingConfig recipe() {
    return ConfigJson.with(
        Presets.light(),
        Map.of(
            "epochs", ConfigJson.value("1"),
            "network.side", ConfigJson.value("64"),
            "network.width", ConfigJson.value("8"),
            "batchSize", ConfigJson.value("8"),
            "lossSide", ConfigJson.value("16"),
            "averageDecay", ConfigJson.value("0.5")));
  }

  private Verdict run(UpdateReason reason, String published, BooleanSupplier stop)
      throws Exception {
    DatasetUpdated update = Updates.of("squares", folder.resolve("data"), published, reason);
    return challenge.run(
        update,
        () -> decisions,
        current -> {
          heard.add(current);
          return comparisons::incrementAndGet;
        },
        stop);
  }

  private ModelRelease decided(String data) {
    String version = config.version(data);
    ModelRelease release = Updates.release(config.model(), version, ReleaseDecision.REJECTED);
    decisions.add(config.model() + "/" + version, release, 0);
    return release;
  }

  @Test
  void shouldTrainOnWhatTheDataHasBecomeIfImagesDrift() throws Exception {
    decided(OUTDATED);

    var decided = (Verdict.Decided) run(UpdateReason.DRIFT, OUTDATED, NEVER);

    assertThat(decided.release().getDataFingerprint()).isEqualTo(fingerprint);
    assertThat(decided.release().getVersion()).isEqualTo(config.version(fingerprint));
    assertThat(decided.update().getFingerprint()).isEqualTo(fingerprint);
    assertThat(decided.update().getTrainingImages()).isEqualTo(16);
    assertThat(heard).containsExactly(decided.update());
    assertThat(store.dataset(fingerprint)).hasValue(DataFingerprint.manifest(data));
    assertThat(store.has(decided.release().getBundleSha256())).isTrue();
  }

  @Test
  void shouldAskForNewLabelsIfImagesDriftFromDataThatWasTrainedOn() throws Exception {
    ModelRelease release = decided(fingerprint);

    var refused = (Verdict.Refused) run(UpdateReason.DRIFT, OUTDATED, NEVER);

    assertThat(refused.update().getFingerprint()).isEqualTo(fingerprint);
    assertThat(refused.reason())
        .contains("light " + release.getVersion(), "rejected", "add labelled images", "publish");
    assertThat(heard).isEmpty();
    assertThat(run(UpdateReason.MANUAL, fingerprint, NEVER))
        .isEqualTo(new Verdict.Known(heldUpdate(fingerprint), release));
  }

  @Test
  void shouldHoldAFirstModelAgainstAnotherThatProcessorsBring() throws Exception {
    config =
        new RetrainConfig(
            config.recipe(),
            config.firstWeights(),
            Optional.of(ModelBundle.open(Path.of("../models/mobilenet"))),
            config.gate(),
            config.leastImages(),
            config.leastMeasured(),
            config.machine(),
            config.work());
    challenge =
        new Challenge(config, store, Optional.empty(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    var decided = (Verdict.Decided) run(UpdateReason.MANUAL, fingerprint, NEVER);

    assertThat(decided.release().getModelName()).isEqualTo("light");
    assertThat(decided.release().getExplanation()).contains("mobilenet 1.1.0");
    assertThat(decided.release().getParentVersion()).isNull();
  }

  private DatasetUpdated heldUpdate(String published) {
    return Updates.of("squares", folder.resolve("data"), published, UpdateReason.MANUAL);
  }

  @Test
  void shouldRefuseDataThatHasChangedSinceItWasPublished() throws Exception {
    var refused = (Verdict.Refused) run(UpdateReason.NEW_LABELS, OUTDATED, NEVER);

    assertThat(refused.reason()).contains("changed", fingerprint, "publish it again");
    assertThat(heard).isEmpty();
    assertThat(store.dataset(fingerprint)).isEmpty();
  }

  @Test
  void shouldRefuseDriftFromDataThatIsNotThere() throws Exception {
    try (var files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    var refused = (Verdict.Refused) run(UpdateReason.DRIFT, OUTDATED, NEVER);

    assertThat(refused.update().getFingerprint()).isEqualTo(OUTDATED);
    assertThat(refused.reason()).contains(folder.resolve("data").toString());
  }

  @Test
  void shouldStopWhileItChecksTheData() {
    var asked = new AtomicInteger();
    BooleanSupplier stop = () -> asked.incrementAndGet() == 3;

    assertThatThrownBy(() -> run(UpdateReason.MANUAL, fingerprint, stop))
        .isInstanceOf(TrainingStoppedException.class);

    assertThat(asked).hasValue(3);
    assertThat(heard).isEmpty();
    assertThat(config.work()).doesNotExist();
  }

  /** In the first measurement, and as the second begins. */
  @ParameterizedTest
  @ValueSource(ints = {1, MEASURED + 1})
  void shouldStopWhileItComparesAndDecideTheNextTime(int question) throws Exception {
    var asked = new AtomicInteger();
    BooleanSupplier stop = () -> comparisons.get() > 0 && asked.incrementAndGet() == question;

    assertThatThrownBy(() -> run(UpdateReason.MANUAL, fingerprint, stop))
        .isInstanceOf(TrainingStoppedException.class);
    assertThat(store.list()).isEmpty();

    var decided = (Verdict.Decided) run(UpdateReason.MANUAL, fingerprint, NEVER);
    assertThat(decided.release().getDecision()).isEqualTo(ReleaseDecision.REJECTED);
    assertThat(comparisons).hasValue(2);
  }
}
