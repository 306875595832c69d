package io.engram.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.strategy.DistilledConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AncestorsTest {

  private static final float[] WEIGHTS = {1};

  private static final TrainingListener NOBODY = new TrainingListener() {};

  @TempDir static Path folder;
  private static DatasetDirectory dataset;
  private static TrainedRun first;

  @TempDir Path directory;

  @BeforeAll
  static void train() throws Exception {
    dataset = DrawnDataset.draw(folder.resolve("data"), 16, 4);
    train(TinyTraining.config(2), Ancestors.none(), folder.resolve("first"));
    first = TrainedRun.open(folder.resolve("first"));
  }

  private static TrainingResult train(TrainingConfig config, Ancestors ancestors, Path run)
      throws Exception {
    var task = new TrainingTask(ancestors.describe(config), ancestors, dataset, run);
    return TrainingRun.start(task, Machine.plain(), NOBODY, () -> false);
  }

  private static Ancestors startingFromFirst() {
    return new Ancestors(Optional.of(first), List.of());
  }

  private static Ancestors taughtByFirst() {
    return new Ancestors(Optional.empty(), List.of(first));
  }

  @Test
  void shouldStartWhereAnotherRunEnded() throws Exception {
    var gentle = TinyTraining.with(TinyTraining.config(1), "optimiser.rate", 1e-12);
    train(gentle, startingFromFirst(), directory.resolve("run"));
    var second = TrainedRun.open(directory.resolve("run"));
    assertThat(second.config().startsFrom()).isEqualTo(first.sha256());
    assertThat(second.config().startsFrom()).hasSize(64);
    // Weights stay; only the norms' statistics move with the new batches.
    assertThat(second.weights()[0]).isEqualTo(first.weights()[0]);
  }

  @Test
  void shouldLearnFromATeacherAsMuchAsItIsTold() throws Exception {
    var config =
        TinyTraining.with(
            TinyTraining.config(12), "strategy.kind", "distilled", "strategy.share", 1);
    train(config, taughtByFirst(), directory.resolve("run"));
    var student = TrainedRun.open(directory.resolve("run"));
    assertThat(student.config().strategy())
        .isInstanceOfSatisfying(
            DistilledConfig.class,
            strategy -> {
              assertThat(strategy.teachers()).containsExactly(first.sha256());
              assertThat(strategy.share()).isEqualTo(1);
            });
  }

  @Test
  void shouldSayHowToRepeatATrainingWithAncestors() {
    var config = taughtByFirst().describe(startingFromFirst().describe(TinyTraining.config(1)));
    assertThat(ReproductionCommand.of(config).command()).endsWith("--warm-start RUN --teacher RUN");
  }

  /** Terms of others' weights go on to whatever is made from them, over any number of runs. */
  @Test
  void shouldNameTheBackbonesOfAllAncestors() {
    var network = TinyTraining.config(1);
    var one = new TrainedRun(directory, network.startingFrom("backbone:f", List.of("f")), WEIGHTS);
    var next = new Ancestors(Optional.of(one), List.of()).describe(network);
    var student =
        new Ancestors(
                Optional.of(new TrainedRun(directory, next, WEIGHTS)),
                List.of(
                    new TrainedRun(
                        directory, network.startingFrom("backbone:b", List.of("b")), WEIGHTS),
                    one))
            .describe(network);
    assertThat(next.backbones()).containsExactly("f");
    assertThat(student.backbones()).containsExactly("b", "f");
    assertThat(taughtByFirst().describe(student).backbones()).isEmpty();
  }

  @Test
  void shouldRefuseWeightsOfAnotherNetwork() {
    var wider = TinyTraining.with(TinyTraining.config(1), "network.width", 16);
    assertThatThrownBy(() -> train(wider, startingFromFirst(), directory.resolve("run")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has another network than this training");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void shouldRefuseATeacherThatSeesAnotherSize() {
    var larger = TinyTraining.with(TinyTraining.config(1), "network.side", 96, "lossSide", 24);
    assertThatThrownBy(() -> train(larger, taughtByFirst(), directory.resolve("run")))
        .hasMessageContaining("looks at pictures of 64 pixels, this training at 96");
  }

  @Test
  void shouldRefuseToResumeWithoutTheAncestorsThatTheConfigurationNames() {
    var config = startingFromFirst().describe(TinyTraining.config(1));
    assertThatThrownBy(() -> Ancestors.none().requireFit(config))
        .hasMessageContainingAll("starts from the weights " + first.sha256(), "not random");
    var taught = taughtByFirst().describe(TinyTraining.config(1));
    assertThatThrownBy(() -> Ancestors.none().requireFit(taught))
        .hasMessageContaining("name the runs of its teachers");
  }

  @Test
  void shouldRefuseToBeTaughtByNobody() {
    var config = TinyTraining.with(TinyTraining.config(1), "strategy.kind", "distilled");
    assertThatThrownBy(() -> Ancestors.none().requireFit(config))
        .hasMessageContaining("name one with --teacher");
    assertThatThrownBy(() -> TinyTraining.with(config, "lossSide", 48))
        .hasMessageContaining("lossSide must divide network.side, 64");
  }

  @Test
  void shouldSayThatAFolderHoldsNoTraining() {
    assertThatThrownBy(() -> TrainedRun.open(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no training; name the folder of a run");
  }
}
