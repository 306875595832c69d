package io.engram.trainer.search.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.network.BackboneFile;
import io.engram.trainer.run.Backbone;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.search.Budget;
import io.engram.trainer.search.LocalTrials;
import io.engram.trainer.search.Search;
import io.engram.trainer.search.SearchDirectory;
import io.engram.trainer.search.SearchListener;
import io.engram.trainer.search.report.SearchReport;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.StrategyKind;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Overrides;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTrialsTest {
  private static final String SPACE =
      """
      {"base": "light", "epochs": 3,
       "overrides": {"network.side": 64, "network.width": 8, "batchSize": 8, "lossSide": 16},
       "one-at-a-time": [{"parameter": "optimiser.rate", "values": [0.005, 1e30]}],
       "asha": {"max-trials": 4, "min-epochs": 1, "reduction-factor": 2, "parameters": [
         {"parameter": "optimiser.rate", "from": 0.001, "to": 0.01, "scale": "log"},
         {"parameter": "network.dropout", "values": [0, 0.2]}]}}
      """;

  @TempDir private static Path data;
  private static DatasetDirectory dataset;

  @TempDir private Path folder;

  @BeforeAll
  static void draw() throws Exception {
    dataset = DrawnDataset.draw(data, 16, 4);
  }

  @Test
  void shouldGiveTheSameTableAfterAKillWithinATrial() throws Exception {
    SearchDirectory whole = directory("whole");
    SearchDirectory killed = directory("killed");
    search(whole, (job, epoch) -> {});
    var epochs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                search(
                    killed,
                    (job, epoch) -> {
                      // In the second rung, whose trials have a checkpoint of the first.
                      if (job.untilEpoch() > 1 && epochs.incrementAndGet() == 1) {
                        throw new IllegalStateException("power cut");
                      }
                    }))
        .hasMessage("power cut");
    search(killed, (job, epoch) -> {});

    SearchReport expected = SearchReport.of(whole, RecipeConfig::training);
    SearchReport actual = SearchReport.of(killed, RecipeConfig::training);
    assertThat(actual.worth()).isEqualTo(expected.worth());
    assertThat(actual.results().all())
        .extracting(TrainingTrialsTest::withoutTime)
        .containsExactlyElementsOf(
            expected.results().all().stream().map(TrainingTrialsTest::withoutTime).toList());
    assertThat(expected.best().orElseThrow().job().untilEpoch()).isEqualTo(3);

    BestConfiguration.write(expected, folder);
    assertThat(ConfigJson.read(folder.resolve("best.json")))
        .isEqualTo(RecipeConfig.of(expected.best().orElseThrow().job().trial().recipe()));
  }

  @Test
  void shouldTrainEachEpochOnceOverTheRungsOfATrial() throws Exception {
    SearchDirectory directory = directory("rungs");
    var seen = new ArrayList<String>();

    search(directory, (job, epoch) -> seen.add(job.trial().number() + "/" + epoch.epoch()));

    assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(4);
  }

  @Test
  void shouldStartTheTrialsWhoseNetworkHasABackboneFromIt() throws Exception {
    var mobileNet = mobileNet();
    Path file =
        BackboneFile.write(
            folder.resolve("weights"), RecipeConfig.of(mobileNet).network(), 0.01f, Map.of());
    var backbone = Backbone.open(file);
    var start = new TrialStart(Optional.of(backbone));

    assertThat(configuration(mobileNet, start).startsFrom()).isEqualTo(backbone.id());
    assertThat(configuration(space().recipe(), start).startsFrom()).isEqualTo("random");
  }

  private static Recipe mobileNet() {
    var settings =
        Map.of(
            "network.side", (JsonNode) new IntNode(64),
            "network.blocks", new IntNode(13),
            "lossSide", new IntNode(16));
    return Recipe.of(new TextNode("mobilenet"), 1, 1).with(new Overrides(settings));
  }

  /** That of a trial of one epoch. */
  private TrainingConfig configuration(Recipe recipe, TrialStart start) throws Exception {
    Path run = Files.createTempDirectory(folder, "trial");
    new TrainingTrials(dataset, start, Machine.plain(), System::nanoTime)
        .train(new Trial(0, Map.of(), recipe).until(1), run, epoch -> {}, () -> false);
    return ConfigJson.read(run.resolve("config.json"));
  }

  @Test
  void shouldCallADivergedTrainingAnOutcome() throws Exception {
    TrialOutcome outcome = train(space().recipe(), "optimiser.rate", 1e30);

    assertThat(outcome).isInstanceOf(Diverged.class);
    assertThat(((Diverged) outcome).detail()).contains("step");
    assertThat(outcome.seconds()).isPositive();
  }

  @Test
  void shouldRefuseWhatIsNoConfiguration() throws Exception {
    assertThat(train(space().recipe(), "optimiser.rate", -1))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.detail()).contains("rate"));
  }

  @Test
  void shouldRefuseWhatAsksTooMuchOfTheMachine() throws Exception {
    assertThat(trainInto("gpu", true, new EngineException("CUDA out of memory")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.detail()).contains("CUDA out of memory"));
    assertThat(trainInto("heap", true, new OutOfMemoryError("Java heap space")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.detail()).contains("Java heap space"));
  }

  @Test
  void shouldNotBlameATrialForAMachineOnWhichNothingWorks() {
    assertThatThrownBy(() -> trainInto("broken", false, new EngineException("device lost")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("device lost", "check the device");
    assertThat(EngineProbe.works()).isTrue();
  }

  private TrialOutcome trainInto(String name, boolean engineWorks, Throwable failure)
      throws Exception {
    return new TrainingTrials(
            dataset, TrialStart.random(), Machine.plain(), System::nanoTime, () -> engineWorks)
        .train(
            new Trial(0, Map.of(), space().recipe()).until(1),
            folder.resolve(name),
            epoch -> {
              if (failure instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) failure;
            },
            () -> false);
  }

  @Test
  void shouldStopBetweenStepsWhenAsked() throws Exception {
    TrialJob job = new Trial(0, Map.of(), space().recipe()).until(1);

    assertThatThrownBy(
            () ->
                new TrainingTrials(dataset, TrialStart.random(), Machine.plain(), System::nanoTime)
                    .train(job, folder.resolve("t"), epoch -> {}, () -> true))
        .isInstanceOf(TrialStoppedException.class);
  }

  private static Space space() throws Exception {
    return SpaceFile.parse("space", SPACE);
  }

  private TrialOutcome train(Recipe recipe, String setting, double value) throws Exception {
    var changed = recipe.with(new Overrides(Map.of(setting, new DoubleNode(value))));
    return new TrainingTrials(dataset, TrialStart.random(), Machine.plain(), System::nanoTime)
        .train(
            new Trial(0, Map.of(), changed).until(2),
            folder.resolve("trial"),
            epoch -> {},
            () -> false);
  }

  private SearchDirectory directory(String name) throws Exception {
    Path file = Files.writeString(folder.resolve("space.json"), SPACE);
    return SearchDirectory.openOrCreate(folder.resolve(name), file, StrategyKind.ASHA, "data");
  }

  private static void search(SearchDirectory directory, BiConsumer<TrialJob, EpochFigures> listener)
      throws Exception {
    var executor =
        new LocalTrials(
            new TrainingTrials(dataset, TrialStart.random(), Machine.plain(), System::nanoTime),
            directory.trials(),
            listener);
    try (var file = directory.results()) {
      new Search(
              directory.kind().over(directory.space(), RecipeConfig::training),
              directory.space().objective(),
              Budget.unlimited(),
              file,
              executor,
              new SearchListener() {})
          .run(() -> false);
    }
  }

  private static List<Object> withoutTime(TrialResult result) {
    return List.of(
        result.job(),
        result.outcome().epochs().stream()
            .map(epoch -> List.of(epoch.epoch(), epoch.loss(), epoch.metrics()))
            .toList());
  }
}
