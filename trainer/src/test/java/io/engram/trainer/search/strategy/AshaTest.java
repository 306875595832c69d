package io.engram.trainer.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.search.FakeTrainer;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AshaTest {
  private static final int ETA = 3;
  private static final List<Integer> RUNGS = List.of(2, 6, 18, 20);

  private final Space space = space(60);
  private final SearchStrategy asha = new Asha(space);

  private static Space space(int trials) {
    try {
      return SpaceFile.parse(
          "asha",
          """
          {"base": "b", "epochs": 20, "objective": {"metric": "score", "goal": "maximise"},
           "asha": {"reduction-factor": 3, "min-epochs": 2, "max-trials": %d, "parallelism": 4,
             "parameters": [{"parameter": "x", "from": -1, "to": 4},
                            {"parameter": "y", "values": [0, 1, 2]}]}}
          """
              .formatted(trials));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldTrainOnlyTheBestThirdOfARungFurther() {
    List<TrialResult> log = runInOrder(new Results());

    var results = new Results();
    for (TrialResult result : log) {
      int rung = RUNGS.indexOf(result.job().untilEpoch());
      if (rung > 0) {
        List<Integer> best = bestThird(results, RUNGS.get(rung - 1));
        assertThat(best).as("%s", result.job().key()).contains(result.trial());
      }
      results.add(result);
    }
  }

  @Test
  void shouldHaveTrainedEveryTrialOfTheFinalBestThirdFurther() {
    var results = new Results(runInOrder(new Results()));

    for (int rung = 0; rung + 1 < RUNGS.size(); rung++) {
      int next = RUNGS.get(rung + 1);
      assertThat(bestThird(results, RUNGS.get(rung)))
          .isNotEmpty()
          .allMatch(trial -> results.of(new TrialJob.Key(trial, next)).isPresent());
    }
    assertThat(results.furthest()).hasSize(60);
  }

  @Test
  void shouldNeverTrainFurtherWhatDiverged() {
    List<TrialResult> log = runInOrder(new Results());

    var diverged = new HashSet<Integer>();
    for (TrialResult result : log) {
      assertThat(diverged).doesNotContain(result.trial());
      if (result.outcome().epochs().isEmpty()) {
        diverged.add(result.trial());
      }
    }
    assertThat(diverged).isNotEmpty();
  }

  @Test
  void shouldFindWhatScoresBest() {
    var results = new Results(runInOrder(new Results()));

    TrialResult best = results.best(space.objective()).orElseThrow();

    assertThat(best.job().untilEpoch()).isEqualTo(20);
    assertThat(results.furthest())
        .allMatch(other -> score(other) <= space.objective().score(best.outcome()));
  }

  private double score(TrialResult result) {
    return space.objective().score(result.outcome());
  }

  @Test
  void shouldSpendFewEpochsOnMostTrials() {
    var results = new Results(runInOrder(new Results()));

    int epochs = results.furthest().stream().mapToInt(result -> result.job().untilEpoch()).sum();
    assertThat(epochs).isLessThan(60 * 20 / 3);
  }

  @Test
  void shouldNotWaitForARungToBeComplete() {
    var results = new Results();
    Set<TrialJob.Key> running = new HashSet<>();
    List<TrialJob> first = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      first.add(train(asha.next(results, running)));
      running.add(first.get(i).key());
    }
    for (TrialJob job : first.subList(1, 4)) {
      running.remove(job.key());
      results.add(FakeTrainer.result(job));
    }

    assertThat(train(asha.next(results, running)).untilEpoch()).isEqualTo(6);
  }

  @Test
  void shouldAwaitWhatIsUnderWayOnceEverythingHasStarted() {
    var small = new Asha(space(27));
    Set<TrialJob.Key> running = new HashSet<>();
    for (int i = 0; i < 27; i++) {
      running.add(train(small.next(new Results(), running)).key());
    }

    assertThat(running).hasSize(27);
    assertThat(small.next(new Results(), running)).isEqualTo(new Decision.Await());
  }

  /** A kill after any result: what is known is what the log holds, and nothing is under way. */
  @Test
  void shouldGoOnFromALogCutAnywhereAsIfItHadNotBeen() {
    List<TrialResult> whole = runInOrder(new Results());

    for (int cut = 0; cut <= whole.size(); cut++) {
      var resumed = new Results(whole.subList(0, cut));
      assertThat(next(new Asha(space), resumed))
          .as("after %d results", cut)
          .isEqualTo(cut == whole.size() ? null : whole.get(cut).job());
    }
  }

  /** Four workers that take unequal times: the order of results is any. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldKeepItsRulesWhateverTheOrderOfResults(long seed) {
    var random = new SplittableRandom(seed);
    var results = new Results();
    Map<TrialJob.Key, TrialJob> running = new LinkedHashMap<>();
    Set<TrialJob.Key> started = new HashSet<>();
    Decision decision = asha.next(results, running.keySet());
    while (!(decision instanceof Decision.Finished)) {
      if (decision instanceof Decision.Train train && running.size() < 4) {
        TrialJob job = train.job();
        assertThat(started.add(job.key())).as("%s starts once", job.key()).isTrue();
        int rung = RUNGS.indexOf(job.untilEpoch());
        if (rung > 0) {
          assertThat(bestThird(results, RUNGS.get(rung - 1))).contains(job.trial().number());
        }
        running.put(job.key(), job);
      } else {
        var jobs = new ArrayList<>(running.values());
        TrialJob done = jobs.get(random.nextInt(jobs.size()));
        running.remove(done.key());
        results.add(FakeTrainer.result(done));
      }
      decision = asha.next(results, running.keySet());
    }
    assertThat(results.furthest()).hasSize(60);
  }

  @Test
  void shouldDrawEachPointOnceAndAllOfASmallSpace() throws Exception {
    var small =
        new Asha(
            SpaceFile.parse(
                "small",
                """
                {"base": "b", "epochs": 1, "objective": {"metric": "score", "goal": "maximise"},
                 "asha": {"max-trials": 50, "parameters": [
                   {"parameter": "x", "values": [1, 2, 3]},
                   {"parameter": "y", "values": [1, 2]}]}}
                """));
    var results = new Results();
    var recipes = new HashSet<>();
    for (TrialJob job = next(small, results); job != null; job = next(small, results)) {
      assertThat(recipes.add(job.trial().recipe())).isTrue();
      results.add(FakeTrainer.result(job));
    }

    assertThat(recipes).hasSize(6);
  }

  @Test
  void shouldCompareChoicesWhereAllTrialsHaveBeen() {
    var results = new Results(runInOrder(new Results()));

    List<ParameterWorth> worth = asha.worth(results);

    assertThat(worth).extracting(ParameterWorth::parameter).containsExactly("x", "y");
    assertThat(worth)
        .allSatisfy(
            parameter -> {
              assertThat(parameter.epochs()).isEqualTo(2);
              assertThat(parameter.choices().stream().mapToInt(c -> c.trials()).sum())
                  .isEqualTo(60);
            });
    assertThat(worth.get(0).choices())
        .extracting(choice -> choice.label())
        .containsExactly("-1.00 to 0.250", "0.250 to 1.50", "1.50 to 2.75", "2.75 to 4.00");
    assertThat(worth.get(0).choices().get(3).kept()).isTrue();
    assertThat(worth.get(1).choices().get(2).mean())
        .isGreaterThan(worth.get(1).choices().get(0).mean());
  }

  /** Runs one job at a time to the end and returns the results in their order. */
  private List<TrialResult> runInOrder(Results results) {
    List<TrialResult> log = new ArrayList<>();
    for (TrialJob job = next(asha, results); job != null; job = next(asha, results)) {
      TrialResult result = FakeTrainer.result(job);
      results.add(result);
      log.add(result);
    }
    return log;
  }

  private static TrialJob next(SearchStrategy strategy, Results results) {
    return strategy.next(results, Set.of()) instanceof Decision.Train train ? train.job() : null;
  }

  private static TrialJob train(Decision decision) {
    return ((Decision.Train) decision).job();
  }

  private List<Integer> bestThird(Results results, int rung) {
    List<TrialResult> inRung =
        new ArrayList<>(results.all().stream().filter(r -> r.job().untilEpoch() == rung).toList());
    inRung.sort((a, b) -> Double.compare(score(b), score(a)));
    return inRung.subList(0, inRung.size() / ETA).stream()
        .map(TrialResult::job)
        .map(TrialJob::trial)
        .map(Trial::number)
        .toList();
  }
}
