package io.engram.trainer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.search.report.SearchReport;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.StrategyKind;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import io.engram.trainer.search.trial.TrialTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTest {
  private static final String SPACE =
      """
      {"base": "b", "epochs": 9, "objective": {"metric": "score", "goal": "maximise"},
       "one-at-a-time": [{"parameter": "x", "values": [1, 3, -2]},
                         {"parameter": "y", "values": [0, 1]}],
       "asha": {"max-trials": 12, "parameters": [{"parameter": "x", "from": -1, "to": 3}]}}
      """;

  @TempDir private Path folder;
  private Path spaceFile;
  private final FakeTrainer trainer = new FakeTrainer();

  @BeforeEach
  void writeSpace() throws IOException {
    spaceFile = Files.writeString(folder.resolve("space.json"), SPACE);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveTheSameResultsAfterAKillAtAnyJob(StrategyKind kind) throws Exception {
    SearchDirectory whole = directory("whole", kind);
    assertThat(search(whole, Budget.unlimited(), () -> false)).isEqualTo(Search.Ending.COMPLETE);
    int jobs = trainer.trained().size();
    assertThat(jobs).isGreaterThan(4);

    for (int kill = 1; kill < jobs; kill++) {
      SearchDirectory killed = directory("killed-" + kill, kind);
      int last = kill;
      assertThatThrownBy(() -> searchUntilPowerCut(killed, last)).hasMessage("power cut");
      assertThat(search(killed, Budget.unlimited(), () -> false)).isEqualTo(Search.Ending.COMPLETE);
      assertThat(killed.resultsFile()).hasSameBinaryContentAs(whole.resultsFile());
      assertThat(SearchReport.of(killed, recipe -> recipe).worth())
          .isEqualTo(SearchReport.of(whole, recipe -> recipe).worth());
    }
  }

  /** An epoch takes a minute, a trial of this strategy nine. */
  @Test
  void shouldCountTrainingTimeAcrossResumptions() throws Exception {
    SearchDirectory directory = directory("budget", StrategyKind.ONE_AT_A_TIME);

    assertThat(search(directory, Budget.of(Duration.ofMinutes(10)), () -> false))
        .isEqualTo(Search.Ending.BUDGET_SPENT);
    assertThat(trainer.trained()).hasSize(2);
    assertThat(search(directory, Budget.of(Duration.ofMinutes(18)), () -> false))
        .isEqualTo(Search.Ending.BUDGET_SPENT);
    assertThat(trainer.trained()).hasSize(2);
    assertThat(search(directory, Budget.of(Duration.ofMinutes(19)), () -> false))
        .isEqualTo(Search.Ending.BUDGET_SPENT);
    // The third diverges within a minute.
    assertThat(trainer.trained()).hasSize(3);
  }

  @Test
  void shouldStopWhenAskedAndGoOnLater() throws Exception {
    SearchDirectory directory = directory("stopped", StrategyKind.ASHA);
    var asked = new AtomicInteger();

    assertThat(search(directory, Budget.unlimited(), () -> asked.incrementAndGet() > 4))
        .isEqualTo(Search.Ending.STOPPED);
    int before = trainer.trained().size();
    assertThat(before).isBetween(1, 4);
    search(directory, Budget.unlimited(), () -> false);

    List<TrialJob> all = trainer.trained();
    assertThat(all.stream().map(TrialJob::key)).doesNotHaveDuplicates();
  }

  @Test
  void shouldSayThatTheMetricDoesNotExistAfterTheFirstTrial() throws Exception {
    Files.writeString(spaceFile, SPACE.replace("\"score\"", "\"scroe\""));
    SearchDirectory directory = directory("metric", StrategyKind.ASHA);

    assertThatThrownBy(() -> search(directory, Budget.unlimited(), () -> false))
        .hasMessageContainingAll("'scroe' does not exist", "[score]");
  }

  @Test
  void shouldKeepCheckpointsUntilTheSearchIsComplete() throws Exception {
    SearchDirectory directory = directory("checkpoints", StrategyKind.ASHA);
    TrialTrainer leaving =
        (job, folderOfTrial, epochEnded, stop) -> {
          Files.createDirectories(folderOfTrial);
          return trainer.train(job, folderOfTrial, epochEnded, stop);
        };
    var executor = new LocalTrials(leaving, directory.trials(), (job, epoch) -> {});

    search(directory, Budget.of(Duration.ofMinutes(2)), () -> false, executor);
    assertThat(directory.trials().root()).isNotEmptyDirectory();

    assertThat(search(directory, Budget.unlimited(), () -> false, executor))
        .isEqualTo(Search.Ending.COMPLETE);
    assertThat(directory.trials().root()).doesNotExist();
  }

  @Test
  void shouldNotMixTwoSearches() throws Exception {
    directory("one", StrategyKind.ASHA);

    assertThatThrownBy(() -> directory("one", StrategyKind.ONE_AT_A_TIME))
        .hasMessageContaining("another strategy");
    Files.writeString(spaceFile, SPACE.replace("12", "13"));
    assertThatThrownBy(() -> directory("one", StrategyKind.ASHA))
        .hasMessageContaining("another space");
  }

  @Test
  void shouldTakeAnExecutorsPendingJobsForUnderWay() throws Exception {
    SearchDirectory directory = directory("pending", StrategyKind.ONE_AT_A_TIME);
    var strategy = directory.kind().over(SpaceFile.read(spaceFile), recipe -> recipe);
    var pending = new TrialJob.Key(0, 9);
    var local = new LocalTrials(trainer, directory.trials(), (job, epoch) -> {});
    TrialExecutor executor =
        new TrialExecutor() {
          @Override
          public Set<TrialJob.Key> pending() {
            return Set.of(pending);
          }

          @Override
          public int capacity() {
            return 2;
          }

          @Override
          public void submit(TrialJob job) {
            local.submit(job);
          }

          @Override
          public TrialResult take(BooleanSupplier stop)
              throws TrialStoppedException, IOException, InterruptedException {
            return local.take(stop);
          }
        };
    try (var file = directory.results()) {
      new Search(
              strategy,
              directory.space().objective(),
              Budget.of(Duration.ofMinutes(1)),
              file,
              executor,
              new SearchListener() {})
          .run(() -> trainer.trained().size() == 1);
    }

    assertThat(trainer.trained()).extracting(TrialJob::key).doesNotContain(pending).hasSize(1);
  }

  private SearchDirectory directory(String name, StrategyKind kind) throws Exception {
    return SearchDirectory.openOrCreate(folder.resolve(name), spaceFile, kind, "data");
  }

  private Search.Ending search(SearchDirectory directory, Budget budget, BooleanSupplier stop)
      throws Exception {
    return search(directory, budget, stop, new SearchListener() {});
  }

  private Search.Ending search(
      SearchDirectory directory, Budget budget, BooleanSupplier stop, TrialExecutor executor)
      throws Exception {
    return search(directory, budget, stop, executor, new SearchListener() {});
  }

  private Search.Ending search(
      SearchDirectory directory, Budget budget, BooleanSupplier stop, SearchListener listener)
      throws Exception {
    var executor = new LocalTrials(trainer, directory.trials(), (job, epoch) -> {});
    return search(directory, budget, stop, executor, listener);
  }

  private static Search.Ending search(
      SearchDirectory directory,
      Budget budget,
      BooleanSupplier stop,
      TrialExecutor executor,
      SearchListener listener)
      throws Exception {
    try (var file = directory.results()) {
      return new Search(
              directory.kind().over(directory.space(), recipe -> recipe),
              directory.space().objective(),
              budget,
              file,
              executor,
              listener)
          .run(stop);
    }
  }

  private void searchUntilPowerCut(SearchDirectory directory, int jobs) throws Exception {
    var left = new AtomicInteger(jobs);
    search(
        directory,
        Budget.unlimited(),
        () -> false,
        new SearchListener() {
          @Override
          public void submitted(TrialJob job) {
            if (left.decrementAndGet() < 0) {
              throw new IllegalStateException("power cut");
            }
          }
        });
  }
}
