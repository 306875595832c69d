package io.engram.trainer.search.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.optimise.Adadelta;
import io.engram.trainer.optimise.Adam;
import io.engram.trainer.optimise.AdamW;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.Machine;
import io.engram.trainer.search.Budget;
import io.engram.trainer.search.LocalTrials;
import io.engram.trainer.search.Search;
import io.engram.trainer.search.SearchDirectory;
import io.engram.trainer.search.SearchListener;
import io.engram.trainer.search.report.SearchReport;
import io.engram.trainer.search.space.InvalidSpaceException;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.Decision;
import io.engram.trainer.search.strategy.StrategyKind;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Overrides;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Results;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    return new TrainingTrials(dataset, Machine.plain(), System::nanoTime, () -> engineWorks)
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
                new TrainingTrials(dataset, Machine.plain(), System::nanoTime)
                    .train(job, folder.resolve("t"), epoch -> {}, () -> true))
        .isInstanceOf(TrialStoppedException.class);
  }

  @Test
  void shouldNameAllChoicesThatAreNoSettingBeforeAnythingIsTrained() throws Exception {
    Space space =
        SpaceFile.parse(
            "s",
            """
            {"base": "light", "epochs": 3, "one-at-a-time": [
              {"parameter": "optimiser.rate", "values": [0.1, -1]},
              {"parameter": "optimizer.rate", "values": [1]}]}
            """);

    assertThatThrownBy(() -> SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, "s"))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContaining(
            "unknown setting 'optimizer.rate': there is no 'optimizer', did you mean 'optimiser'?");
  }

  @Test
  void shouldNameAnObjectiveThatDoesNotExistBeforeAnythingIsTrained() throws Exception {
    Space space =
        SpaceFile.parse(
            "s",
            """
            {"base": "light", "epochs": 3, "objective": {"metric": "corelation_sum", "goal": "maximise"},
             "one-at-a-time": [{"parameter": "optimiser.rate", "values": [0.1]}]}
            """);

    assertThatThrownBy(() -> SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, "s"))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContaining(
            "objective.metric 'corelation_sum' does not exist, did you mean 'correlation_sum'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.json", "paper.json", "paper-small.json"})
  void shouldShipSpacesThatCanBeTrained(String file) throws Exception {
    Space space = SpaceFile.read(Path.of("spaces", file));

    SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, file);
    if (space.asha().isPresent()) {
      SpaceCheck.check(space, StrategyKind.ASHA, file);
    }
  }

  /** The preset has the first of each parameter's values, however that is written. */
  @Test
  void shouldNotTrainAgainWhatThePresetHasAlready() throws Exception {
    Space space =
        SpaceFile.parse(
            "s",
            """
            {"base": "light", "epochs": 3, "objective": {"metric": "loss", "goal": "minimise"},
             "one-at-a-time": [
              {"parameter": "optimiser.rate", "values": [0.002, 0.001]},
              {"parameter": "width", "choices": {"24": {"network.width": 24},
                                                 "as it is": {}, "32": {"network.width": 32}}},
              {"parameter": "optimiser.rule.kind", "values": ["adamw", "adam"]}]}
            """);
    var strategy = StrategyKind.ONE_AT_A_TIME.over(space, RecipeConfig::training);
    var results = new Results();
    var trained = new ArrayList<String>();
    while (strategy.next(results, Set.of()) instanceof Decision.Train train) {
      trained.add(train.job().trial().choices().toString());
      results.add(equallyGood(train.job()));
    }

    assertThat(trained)
        .containsExactly(
            "{optimiser.rate=0.002}",
            "{optimiser.rate=0.001}",
            "{optimiser.rate=0.002, width=32}",
            "{optimiser.rate=0.002, width=24, optimiser.rule.kind=adam}");
  }

  private static TrialResult equallyGood(TrialJob job) {
    var epoch = new EpochFigures(1, 1, 1, Map.of());
    return new TrialResult(job, new TrialOutcome.Trained(List.of(epoch)), "here");
  }

  @Test
  void shouldTakeTheExampleThatExplainsSpaces() throws Exception {
    String story =
        Files.readString(
            Path.of("src/main/java", SpaceFile.class.getPackageName().replace('.', '/'))
                .resolve("package-info.java"));
    String example =
        story
            .substring(story.indexOf("<pre>") + 5, story.indexOf("</pre>"))
            .replaceAll("(?m)^ \\* ?", "");
    Space space = SpaceFile.parse("example", example);

    SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, "example");
    SpaceCheck.check(space, StrategyKind.ASHA, "example");
  }

  /** At one rate, Adadelta would hardly move, and SGD not much more. */
  @Test
  void shouldCompareOptimisersAtRatesOfTheirOwnAndWithTheSameMomentum() throws Exception {
    Space space = SpaceFile.read(Path.of("spaces", "paper.json"));
    var optimisers =
        space.oneAtATime().stream()
            .filter(parameter -> parameter.name().equals("generator optimiser"))
            .flatMap(parameter -> parameter.domain().choices().stream())
            .map(choice -> RecipeConfig.of(space.recipe().with(choice.overrides())).optimiser())
            .toList();

    assertThat(optimisers)
        .extracting(optimiser -> optimiser.rule(), optimiser -> optimiser.rate())
        .contains(
            tuple(new Adam(0.5, 0.999, 0), 2e-4),
            tuple(new AdamW(0.5, 0.999, 0.01), 2e-4),
            tuple(new Adadelta(0.9, 0), 1.0));
  }

  private static Space space() throws Exception {
    return SpaceFile.parse("space", SPACE);
  }

  private TrialOutcome train(Recipe recipe, String setting, double value) throws Exception {
    var changed = recipe.with(new Overrides(Map.of(setting, new DoubleNode(value))));
    return new TrainingTrials(dataset, Machine.plain(), System::nanoTime)
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
            new TrainingTrials(dataset, Machine.plain(), System::nanoTime),
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
