package io.engram.trainer.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.search.FakeTrainer;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
  private final SearchStrategy strategy =
      strategy(
          """
          {"parameter": "x", "values": [1, 3, 2]},
          {"parameter": "y", "values": [-9, 0, 0.5]},
          {"parameter": "x", "values": [3, 4]}
          """,
          "[1]");

  private static SearchStrategy strategy(String parameters, String seeds) {
    try {
      Space space =
          SpaceFile.parse(
              "test",
              """
              {"base": "b", "epochs": 2, "seeds": %s,
               "objective": {"metric": "score", "goal": "maximise"}, "one-at-a-time": [%s]}
              """
                  .formatted(seeds, parameters));
      return new OneAtATime(space, recipe -> recipe);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldKeepTheBestOfEachStepForThoseThatFollow() {
    List<TrialResult> log = run(strategy, new Results());

    assertThat(log)
        .extracting(result -> result.job().trial().choices().toString())
        .containsExactly(
            "{x=1}",
            "{x=3}",
            "{x=2}",
            "{x=3, y=-9}",
            "{x=3, y=0}",
            "{x=3, y=0.5}",
            // x = 3 is known by then.
            "{x=4, y=0.5}");
  }

  @Test
  void shouldSayWhatEachChoiceWasWorth() {
    var results = new Results(run(strategy, new Results()));

    List<ParameterWorth> worth = strategy.worth(results);

    assertThat(worth).extracting(ParameterWorth::parameter).containsExactly("x", "y", "x");
    assertThat(worth.get(0).choices()).extracting(ChoiceWorth::mean).containsExactly(0.5, 2.5, 1.5);
    assertThat(worth.get(0).choices())
        .extracting(ChoiceWorth::kept)
        .containsExactly(false, true, false);
    assertThat(worth.get(1).choices()).extracting(ChoiceWorth::failed).containsExactly(1, 0, 0);
    assertThat(worth.get(2).choices()).extracting(ChoiceWorth::trials).containsExactly(1, 1);
  }

  @Test
  void shouldNotJudgeAStepBeforeItIsOver() {
    var results = new Results();
    TrialJob first = next(strategy, results, Set.of());
    TrialJob second = next(strategy, results, Set.of(first.key()));
    TrialJob third = next(strategy, results, Set.of(first.key(), second.key()));
    results.add(FakeTrainer.result(first));
    results.add(FakeTrainer.result(second));

    assertThat(strategy.next(results, Set.of(third.key()))).isEqualTo(new Decision.Await());
    assertThat(strategy.worth(results).get(0).choices()).noneMatch(ChoiceWorth::kept);
  }

  @Test
  void shouldCompareMeansOverSeeds() {
    var twoSeeds = strategy("{\"parameter\": \"x\", \"values\": [1, 2]}", "[7, 8]");
    var results = new Results();

    List<TrialResult> log = run(twoSeeds, results);

    assertThat(log)
        .extracting(result -> result.job().trial().recipe().seed())
        .containsExactly(7L, 8L, 7L, 8L);
    assertThat(twoSeeds.worth(results).get(0).choices())
        .extracting(ChoiceWorth::trials)
        .containsExactly(2, 2);
  }

  @Test
  void shouldLeaveAParameterAsItWasIfAllItsChoicesFail() {
    var failing =
        strategy(
            """
            {"parameter": "x", "values": [-1, -2]}, {"parameter": "y", "values": [1]}
            """,
            "[1]");

    List<TrialResult> log = run(failing, new Results());

    assertThat(log.get(2).job().trial().recipe().overrides().settings()).containsOnlyKeys("y");
  }

  @Test
  void shouldGoOnFromALogCutAnywhereAsIfItHadNotBeen() {
    List<TrialResult> whole = run(strategy, new Results());

    for (int cut = 0; cut < whole.size(); cut++) {
      var resumed = new Results(whole.subList(0, cut));
      assertThat(next(strategy, resumed, Set.of())).isEqualTo(whole.get(cut).job());
    }
  }

  @Test
  void shouldNumberTrialsAlikeWhateverTheOrderOfTheirResults() {
    List<TrialResult> inOrder = run(strategy, new Results());
    var results = new Results();
    Set<TrialJob.Key> running = new HashSet<>();
    List<TrialJob> jobs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      jobs.add(next(strategy, results, running));
      running.add(jobs.get(i).key());
    }
    for (int i = 2; i >= 0; i--) {
      results.add(FakeTrainer.result(jobs.get(i)));
    }

    assertThat(next(strategy, results, Set.of())).isEqualTo(inOrder.get(3).job());
  }

  private static List<TrialResult> run(SearchStrategy strategy, Results results) {
    List<TrialResult> log = new ArrayList<>();
    for (TrialJob job = next(strategy, results, Set.of());
        job != null;
        job = next(strategy, results, Set.of())) {
      log.add(FakeTrainer.result(job));
      results.add(log.get(log.size() - 1));
    }
    return log;
  }

  private static TrialJob next(
      SearchStrategy strategy, Results results, Set<TrialJob.Key> running) {
    return strategy.next(results, running) instanceof Decision.Train train ? train.job() : null;
  }
}
