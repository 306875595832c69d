package io.engram.trainer.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Objective.Goal;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceFileTest {

  @Test
  void shouldReadEverySection() throws Exception {
    Space space =
        parse(
            """
            {'description': 'all of it', 'base': 'light', 'overrides': {'a.b': 1},
             'seeds': [3, 4], 'epochs': 9, 'objective': {'metric': 'l1', 'goal': 'minimise'},
             'one-at-a-time': [
               {'parameter': 'rate', 'values': [0.1, 0.2]},
               {'parameter': 'size', 'choices': {'small': {'w': 1, 'h': 2}, 'large': {}}}],
             'asha': {'parameters': [
               {'parameter': 'c', 'values': [[64, 128], [32, 64]]},
               {'parameter': 'r', 'from': 0.001, 'to': 1, 'scale': 'log'}],
              'seed': 5, 'reduction-factor': 3, 'min-epochs': 1, 'max-trials': 20,
              'parallelism': 2}}
            """);

    assertThat(space.description()).isEqualTo("all of it");
    assertThat(space.recipe().seed()).isEqualTo(3);
    assertThat(space.recipe().epochs()).isEqualTo(9);
    assertThat(space.recipe().overrides().settings()).containsOnlyKeys("a.b");
    assertThat(space.seeds()).containsExactly(3L, 4L);
    assertThat(space.objective()).isEqualTo(new Objective("l1", Goal.MINIMISE));
    assertThat(space.oneAtATime().get(1).domain().choices())
        .extracting(Choice::label)
        .containsExactly("small", "large");
    AshaSpace asha = space.asha().orElseThrow();
    assertThat(asha.rungs(9)).containsExactly(1, 3, 9);
    assertThat(asha.combinations()).isEmpty();
    assertThat(asha.parameters().get(0).domain().first().label()).isEqualTo("64-128");
    assertThat(asha.parallelism()).isEqualTo(2);
  }

  @Test
  void shouldMaximiseTheCorrelationUnlessToldOtherwise() throws Exception {
    Space space = parse("{'base': 'b', 'epochs': 1, 'one-at-a-time': [" + RATE + "]}");
    assertThat(space.objective()).isEqualTo(new Objective("correlation_sum", Goal.MAXIMISE));
    assertThat(space.seeds()).containsExactly(1L);
  }

  private static final String RATE = "{'parameter': 'rate', 'values': [1, 2]}";

  @Test
  void shouldReportAllErrorsTogetherWithTheNearestNames() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    {'bsae': 'light', 'epochs': 0, 'seeds': [1, 1],
                     'objective': {'metric': 'l1', 'goal': 'up'},
                     'one-at-a-time': [
                       {'parameter': 'a', 'valeus': [1]},
                       {'parameter': 'b', 'values': [1, 1]},
                       {'parameter': 'c', 'from': 1, 'to': 2}],
                     'asha': {'parameters': [{'parameter': 'd', 'from': 0, 'to': 1, 'scale': 'log'}],
                       'max-trials': 'many', 'reduction': 2}}
                    """))
        .isInstanceOf(InvalidSpaceException.class)
        .hasMessageContainingAll(
            "test.json is no search space",
            "base is missing",
            "bsae is unknown; did you mean base?",
            "epochs must be >= 1, was 0",
            "seeds must be a list of different whole numbers",
            "objective.goal must be maximise or minimise",
            "one-at-a-time[0].valeus is unknown; did you mean values?",
            "one-at-a-time[1]: '1' is listed twice",
            "c is a range",
            "asha.parameters[0]: from must be > 0 on a log scale",
            "asha.max-trials must be a whole number",
            "asha.reduction is unknown; did you mean reduction-factor?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "3", "{'base': 'x', 'epochs': 2}", "{'base': ", "null"})
  void shouldRefuseWhatDeclaresNothing(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(InvalidSpaceException.class);
  }

  @Test
  void shouldSayOnWhichLineItIsNoJson() {
    assertThatThrownBy(() -> parse("{\n'base': 'x',\n'epochs' 2}"))
        .hasMessageContainingAll("test.json", "line 3");
  }

  @Test
  void shouldAskForEnoughTrialsForOneToBeTrainedInFull() {
    assertThatThrownBy(
            () ->
                parse(
                    "{'base': 'b', 'epochs': 9, 'asha': {'max-trials': 8, 'parameters': ["
                        + RATE
                        + "]}}"))
        .hasMessageContaining("max-trials must be at least 9");
  }

  @Test
  void shouldSpreadALogRangeEvenlyOverItsFactors() {
    var range = new Domain.Range("r", 1e-4, 1, Domain.Scale.LOG, false);
    var random = new SplittableRandom(1);

    double[] drawn =
        DoubleStream.generate(() -> Double.parseDouble(range.draw(random).label()))
            .limit(4_000)
            .toArray();

    assertThat(DoubleStream.of(drawn)).allMatch(value -> value >= 1e-4 && value <= 1);
    assertThat(DoubleStream.of(drawn).filter(value -> value < 1e-2).count())
        .isBetween(1850L, 2150L);
  }

  @Test
  void shouldReachBothEndsOfARangeOfWholeNumbers() {
    var range = new Domain.Range("r", 1, 3, Domain.Scale.LINEAR, true);
    var random = new SplittableRandom(1);

    long[] counts = new long[4];
    for (int i = 0; i < 3_000; i++) {
      counts[Integer.parseInt(range.draw(random).label())]++;
    }

    assertThat(counts).satisfies(c -> assertThat(c[0]).isZero());
    for (int number = 1; number <= 3; number++) {
      assertThat(counts[number]).isBetween(900L, 1100L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"paper", "light"})
  void shouldShipSpacesOfMoreThanFiveThousandCombinations(String name) throws Exception {
    Space space = SpaceFile.read(Path.of("spaces", name + ".json"));

    assertThat(space.oneAtATime()).isNotEmpty();
    assertThat(space.asha().orElseThrow().combinations().orElseThrow()).isGreaterThan(5_000);
  }

  private static Space parse(String text) throws InvalidSpaceException {
    return SpaceFile.parse("test.json", text.replace('\'', '"'));
  }
}
