package io.engram.trainer.search.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.engram.trainer.network.BackboneFile;
import io.engram.trainer.optimise.Adadelta;
import io.engram.trainer.optimise.Adam;
import io.engram.trainer.optimise.AdamW;
import io.engram.trainer.run.Backbone;
import io.engram.trainer.run.Presets;
import io.engram.trainer.search.space.InvalidSpaceException;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.Decision;
import io.engram.trainer.search.strategy.StrategyKind;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds spaces, those that are shipped among them, against the settings that there are. */
class SpaceCheckTest {

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

    assertThatThrownBy(
            () -> SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, TrialStart.random(), "s"))
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

    assertThatThrownBy(
            () -> SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, TrialStart.random(), "s"))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContaining(
            "objective.metric 'corelation_sum' does not exist, did you mean 'correlation_sum'?");
  }

  @Test
  void shouldMissABackboneBeforeAnythingIsTrained(@TempDir Path folder) throws Exception {
    Space space =
        SpaceFile.parse(
            "s",
            """
            {"base": "mobilenet", "epochs": 3, "overrides": {"network.side": 160, "lossSide": 40},
             "one-at-a-time": [{"parameter": "network.blocks", "values": [13, 14]}]}
            """);
    var kind = StrategyKind.ONE_AT_A_TIME;

    assertThatThrownBy(() -> SpaceCheck.check(space, kind, TrialStart.random(), "s"))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContainingAll("network.keepsNorms", "--backbone");

    var network = RecipeConfig.of(space.recipe()).network();
    Path file = BackboneFile.write(folder.resolve("weights"), network, 1, Map.of());
    var start = new TrialStart(Optional.of(Backbone.open(file)));
    assertThatThrownBy(() -> SpaceCheck.check(space, kind, start, "s"))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContaining("network.blocks = 14: ")
        .hasMessageContaining("has no tensor blocks.5.0.conv_pw.weight");
  }

  @Test
  void shouldNotTakeABackboneThatNoNetworkHas(@TempDir Path folder) throws Exception {
    Space space =
        SpaceFile.parse(
            "s",
            """
            {"base": "light", "epochs": 3,
             "one-at-a-time": [{"parameter": "optimiser.rate", "values": [0.1]}]}
            """);
    var network = Presets.mobileNet().network();
    Path file = BackboneFile.write(folder.resolve("weights"), network, 1, Map.of());
    var start = new TrialStart(Optional.of(Backbone.open(file)));

    assertThatThrownBy(() -> SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, start, "s"))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContaining("no network in it has a backbone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.json", "paper.json", "paper-small.json"})
  void shouldShipSpacesThatCanBeTrained(String file) throws Exception {
    Space space = SpaceFile.read(Path.of("spaces", file));

    SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, TrialStart.random(), file);
    if (space.asha().isPresent()) {
      SpaceCheck.check(space, StrategyKind.ASHA, TrialStart.random(), file);
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

    SpaceCheck.check(space, StrategyKind.ONE_AT_A_TIME, TrialStart.random(), "example");
    SpaceCheck.check(space, StrategyKind.ASHA, TrialStart.random(), "example");
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
}
