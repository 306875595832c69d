package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DrawnDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {

  private static final TrainingListener NOBODY = new TrainingListener() {};
  private static final BooleanSupplier NEVER = () -> false;
  private static final Machine MACHINE = Machine.plain();

  @TempDir static Path data;
  private static DatasetDirectory dataset;

  @TempDir Path directory;

  @BeforeAll
  static void draw() throws Exception {
    dataset = DrawnDataset.draw(data, 16, 4);
  }

  @Test
  void shouldLearnAndLeaveAServingBundle() throws Exception {
    var losses = new ArrayList<Double>();
    var result =
        TrainingRun.start(
            task(12, directory.resolve("run")),
            MACHINE,
            new TrainingListener() {
              @Override
              public void epochEnded(EpochEnded event) {
                losses.add(event.losses().generator());
              }
            },
            NEVER);

    assertThat(losses).hasSize(12);
    assertThat(losses.get(11)).isLessThan(0.75 * losses.get(0));
    assertThat(result.parity().holds()).isTrue();
    assertThat(result.validation().images()).isEqualTo(4);

    var bundle = ModelBundle.open(directory.resolve("run/bundle"));
    assertThat(bundle.manifest().name()).isEqualTo("tiny");
    assertThat(bundle.precisions()).contains("fp32", "fp16");
    assertThat(bundle.manifest().metrics())
        .containsKeys("parity.fp32.largest-difference", "parity.fp16.correlation-change.sum");
    assertThat(directory.resolve("run/bundle/MODEL_CARD.md"))
        .content()
        .containsPattern("(?m)^\\| fp16 \\| [0-9,]+ \\|")
        .contains("| int8 |");
    assertThat(bundle.manifest().training().command()).contains("--seed 1 --epochs 12");
    assertThat(bundle.manifest().metrics()).containsKey("validation.correlation.true-schema");
    assertThat(bundle.manifest().referenceScores().counts().stream().mapToLong(c -> c).sum())
        .isEqualTo(4);
    assertThat(bundle.manifest().referenceInputs().brightness().total()).isEqualTo(20);
    assertThat(bundle.manifest().referenceInputs().sizes().total()).isEqualTo(20);
    assertThat(directory.resolve("run/bundle/MODEL_CARD.md"))
        .content()
        .contains(
            "Trained on 16 photographs, measured on 4 others", "A data set of its trainer's own")
        .doesNotContain("VISCHEMA PLUS");
    assertThat(Files.readAllLines(directory.resolve("run/metrics.csv"))).hasSize(13);
    assertThat(directory.resolve("run/candidate")).doesNotExist();
  }

  @Test
  void shouldResumeAsIfNeverInterrupted() throws Exception {
    var whole = directory.resolve("whole");
    var broken = directory.resolve("broken");
    TrainingRun.start(task(3, whole), MACHINE, NOBODY, NEVER);
    assertThatThrownBy(() -> TrainingRun.start(task(3, broken), MACHINE, powerCutAfter(2), NEVER))
        .hasMessage("power cut");
    assertThat(broken.resolve("bundle")).doesNotExist();
    TrainingRun.resume(task(3, broken), MACHINE, NOBODY, NEVER);

    assertSameTraining(broken, whole);
  }

  /** Two steps an epoch: the third is the second epoch's first, the fifth would be the export. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void shouldStopWhenAskedAndResumeAsIfNeverStopped(int question) throws Exception {
    var whole = directory.resolve("whole");
    var stopped = directory.resolve("stopped");
    TrainingRun.start(task(2, whole), MACHINE, NOBODY, NEVER);
    var asked = new AtomicInteger();
    BooleanSupplier stop = () -> asked.incrementAndGet() == question;
    assertThatThrownBy(() -> TrainingRun.start(task(2, stopped), MACHINE, NOBODY, stop))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContaining("resume it");
    assertThat(stopped.resolve("checkpoint.bin")).exists();
    assertThat(stopped.resolve("bundle")).doesNotExist();
    TrainingRun.resume(task(2, stopped), MACHINE, NOBODY, NEVER);

    assertSameTraining(stopped, whole);
  }

  @Test
  void shouldExportWhatIsSeenInTheMirrorAsWell() throws Exception {
    var config = TinyTraining.with(TinyTraining.config(1), "mirrored", true);
    var run = directory.resolve("run");
    var result =
        TrainingRun.start(
            new TrainingTask(config, Ancestors.none(), dataset, run), MACHINE, NOBODY, NEVER);
    assertThat(result.parity().holds()).isTrue();
    TrainingRun.start(task(1, directory.resolve("plain")), MACHINE, NOBODY, NEVER);
    assertThat(TrainedRun.open(run).weights())
        .isEqualTo(TrainedRun.open(directory.resolve("plain")).weights());
    assertThat(ModelBundle.open(run.resolve("bundle")).read(Precision.FP32))
        .isNotEqualTo(ModelBundle.open(directory.resolve("plain/bundle")).read(Precision.FP32));
  }

  @Test
  void shouldExportSharperHeatmapsOfTheSameWeights() throws Exception {
    var config = TinyTraining.with(TinyTraining.config(1), "sharpness", 1.5);
    var run = directory.resolve("run");
    var task = new TrainingTask(config, Ancestors.none(), dataset, run);
    var sharp = TrainingRun.start(task, MACHINE, NOBODY, NEVER);
    var plain = TrainingRun.start(task(1, directory.resolve("plain")), MACHINE, NOBODY, NEVER);
    assertThat(sharp.parity().holds()).isTrue();
    assertThat(TrainedRun.open(run).weights())
        .isEqualTo(TrainedRun.open(directory.resolve("plain")).weights());
    assertThat(sharp.validation().l1()).isNotEqualTo(plain.validation().l1());
  }

  @Test
  void shouldTrainTheSameFromACache() throws Exception {
    var decoded = directory.resolve("decoded");
    TrainingRun.start(task(2, decoded), MACHINE, NOBODY, NEVER);
    var cached = new Machine(DeviceChoice.CPU, Optional.of(directory.resolve("cache")));
    for (var run : List.of("first", "second")) {
      TrainingRun.start(task(2, directory.resolve(run)), cached, NOBODY, NEVER);
      assertSameTraining(directory.resolve(run), decoded);
    }
    assertThat(directory.resolve("cache")).isNotEmptyDirectory();
  }

  @Test
  void shouldSayThatACacheCannotBeUsedAndTrainWithoutIt() throws Exception {
    var file = Files.writeString(directory.resolve("file"), "no folder");
    var told = new ArrayList<Path>();
    var listener =
        new TrainingListener() {
          @Override
          public void cacheUnusable(Path folder, IOException reason) {
            told.add(folder);
          }
        };
    var machine = new Machine(DeviceChoice.CPU, Optional.of(file));
    TrainingRun.start(task(1, directory.resolve("run")), machine, listener, NEVER);
    assertThat(told).containsOnly(file);
  }

  @Test
  void shouldNotWriteOverAnotherTraining() throws Exception {
    new RunDirectory(directory).create(TinyTraining.config(3));
    assertThatThrownBy(() -> TrainingRun.start(task(3, directory), MACHINE, NOBODY, NEVER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already holds a training; resume it");
  }

  @Test
  void shouldNotResumeWithAnotherConfiguration() throws Exception {
    new RunDirectory(directory).create(TinyTraining.config(3));
    assertThatThrownBy(() -> TrainingRun.resume(task(4, directory), MACHINE, NOBODY, NEVER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("differs from the configuration asked for");
  }

  @Test
  void shouldNotResumeWhatNeverStarted() {
    assertThatThrownBy(() -> TrainingRun.resume(task(3, directory), MACHINE, NOBODY, NEVER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no training to resume");
  }

  private static TrainingTask task(int epochs, Path run) {
    return new TrainingTask(TinyTraining.config(epochs), Ancestors.none(), dataset, run);
  }

  private static void assertSameTraining(Path one, Path other) throws Exception {
    for (var file : new String[] {"checkpoint.bin", "metrics.csv", "bundle/manifest.json"}) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
    }
    assertThat(ModelBundle.open(one.resolve("bundle")).read(Precision.FP32))
        .isEqualTo(ModelBundle.open(other.resolve("bundle")).read(Precision.FP32));
  }

  private static TrainingListener powerCutAfter(int epoch) {
    return new TrainingListener() {
      @Override
      public void stepped(Stepped event) {
        if (event.epoch() > epoch) {
          throw new IllegalStateException("power cut");
        }
      }
    };
  }
}
