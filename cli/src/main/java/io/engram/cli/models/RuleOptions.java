package io.engram.cli.models;

import io.engram.schemas.TrialRule;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** When a trial ends by itself. */
final class RuleOptions {
  private static final String AFTER = "--after";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = AFTER,
      paramLabel = "N",
      description =
          "End the trial by itself: withdraw the model if it breaks one of the limits below, and"
              + " promote it if it keeps them over N images. engram models judge, which also runs"
              + " within engram retrain, sees to that.")
  private Long images;

  @Option(
      names = "--hold",
      description = "With --after: do not promote it, but wait for somebody's decision.")
  private boolean holds;

  @Option(
      names = "--min-agreement",
      paramLabel = "X",
      defaultValue = "0.6",
      description =
          "Of a shadow: least mean correlation of its maps with those of the model that serves, -1"
              + " to 1. Default: ${DEFAULT-VALUE}.")
  private double leastAgreement;

  @Option(
      names = "--max-shift",
      paramLabel = "X",
      defaultValue = "0.05",
      description =
          "Largest difference of the mean image scores, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double largestShift;

  @Option(
      names = "--max-failures",
      paramLabel = "X",
      defaultValue = "0.001",
      description =
          "Largest share of its images that its engine may fail on, 0 to 1. Default:"
              + " ${DEFAULT-VALUE}.")
  private double largestFailures;

  /**
   * The rule, if one is asked for.
   *
   * @throws ParameterException if a limit is beyond its range
   */
  Optional<TrialRule> rule() {
    require("--min-agreement", leastAgreement, -1);
    require("--max-shift", largestShift, 0);
    require("--max-failures", largestFailures, 0);
    if (images == null) {
      return Optional.empty();
    }
    if (images < 1) {
      throw new ParameterException(
          spec.commandLine(), AFTER + " must be at least 1, was " + images);
    }
    return Optional.of(
        TrialRule.newBuilder()
            .setImages(images)
            .setPromotes(!holds)
            .setLeastAgreement(leastAgreement)
            .setLargestShift(largestShift)
            .setLargestFailures(largestFailures)
            .build());
  }

  private void require(String option, double value, double from) {
    if (!(value >= from && value <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "%s must be from %.0f to 1, was %s".formatted(option, from, value));
    }
  }
}
