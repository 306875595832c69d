package io.engram.processor.release;

import io.engram.processor.report.Reports;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ShadowScore;
import io.engram.schemas.TrialReport;
import io.engram.schemas.topics.Topic;

/** What a processor tells of releases. Implementations return at once. */
interface ReleaseReports {
  /** A model took over, was put on trial or taken off it, or none of these. */
  void swapped(ModelSwap swap);

  /** What a trial shows so far. */
  void tried(TrialReport report);

  /** What a shadow made of an image. */
  void shadowed(ShadowScore score);

  /**
   * Writes them to their topics.
   *
   * @param shadows writes what shadows make of images, which is much, so that nothing else waits
   */
  static ReleaseReports to(Reports reports, Reports shadows) {
    return new ReleaseReports() {
      @Override
      public void swapped(ModelSwap swap) {
        reports.send(Topic.MODEL_SWAPS, swap.getProcessor(), swap);
      }

      @Override
      public void tried(TrialReport report) {
        reports.send(Topic.TRIAL_REPORTS, report.getProcessor(), report);
      }

      @Override
      public void shadowed(ShadowScore score) {
        shadows.send(Topic.SHADOW_SCORES, score.getHeatmap().getImageId(), score);
      }
    };
  }
}
