package io.engram.trainer.judge;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.TrialReport;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What processors have told so far, of any trial. Not thread-safe. */
final class TrialReports {
  /** What the same processor does not try again. */
  private static final Set<SwapOutcome> REFUSALS =
      EnumSet.of(SwapOutcome.MODEL_UNFIT, SwapOutcome.ENGINE_FAILED, SwapOutcome.TIMED_OUT);

  private final Map<Run, TrialReport> reports = new HashMap<>();
  private final Map<String, ModelSwap> refusals = new HashMap<>();

  /** Each time that a processor begins with a trial. */
  private record Run(String processor, String run) {}

  /** Takes a report in place of the last of its run. */
  void add(TrialReport report) {
    reports.put(new Run(report.getProcessor(), report.getRun()), report);
  }

  /** Takes what a processor made of a release in place of what it made of the last. */
  void add(ModelSwap swap) {
    if (REFUSALS.contains(swap.getOutcome())) {
      refusals.put(swap.getProcessor(), swap);
    } else {
      refusals.remove(swap.getProcessor());
    }
  }

  /**
   * What was told of one trial. An earlier trial of the same model does not count.
   *
   * @param trial the release that began it
   */
  TrialEvidence of(ModelRelease trial) {
    List<TrialReport> own =
        reports.values().stream()
            .filter(report -> report.getBundleSha256().equals(trial.getBundleSha256()))
            .filter(report -> report.getReleasedAt().equals(trial.getReleasedAt()))
            .toList();
    Optional<String> refusal =
        refusals.values().stream()
            .filter(swap -> swap.getBundleSha256().equals(trial.getBundleSha256()))
            .filter(swap -> trial.getReleasedAt().equals(swap.getReleasedAt()))
            .map(swap -> "%s: %s".formatted(swap.getProcessor(), swap.getDetail()))
            .findFirst();
    return new TrialEvidence(own, refusal);
  }
}
