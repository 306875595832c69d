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
  private static final double AGREEMENT = 0.6;
  private static final double SHIFT = 0.02;
  private static final double FAILURES = 0.001;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = AFTER,
      paramLabel = "N",
      description =
          "End the trial by itself: withdraw the model if it breaks one of the limits below, and"
              + " promote it if it keeps them over N images. engram retrain sees to that, or engram"
              + " models judge. How fast a model is engram models trial shows; no rule asks.")
  private Long images;

  @Option(
      names = "--hold",
      description = "With --after: do not promote it, but wait for somebody's decision.")
  private boolean holds;

  @Option(
      names = "--min-agreement",
      paramLabel = "X",
      description =
          "Of a shadow: least mean correlation of its maps with those of the model that serves, -1"
              + " to 1. Default: "
              + AGREEMENT
              + ".")
  private Double leastAgreement;

  @Option(
      names = "--max-shift",
      paramLabel = "X",
      description =
          "Largest difference of the mean image scores, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private Double largestShift;

  @Option(
      names = "--max-failures",
      paramLabel = "X",
      description =
          "Largest share of its images that its engine may fail on, 0 to 1. Default: "
              + FAILURES
              + ".")
  private Double largestFailures;

  /**
   * The rule, if one is asked for.
   *
   * @param shadow whether the trial is a shadow's
   * @throws ParameterException if a limit is beyond its range, or there is nothing to limit
   */
  Optional<TrialRule> rule(boolean shadow) {
    require("--min-agreement", leastAgreement, -1);
    require("--max-shift", largestShift, 0);
    require("--max-failures", largestFailures, 0);
    if (leastAgreement != null && !shadow) {
      throw refused("--min-agreement is for a --shadow: only its maps have others beside them");
    }
    if (images == null) {
      return withoutRule();
    }
    if (images < 1) {
      throw refused(AFTER + " must be at least 1, was " + images);
    }
    return Optional.of(
        TrialRule.newBuilder()
            .setImages(images)
            .setPromotes(!holds)
            .setLeastAgreement(orElse(leastAgreement, AGREEMENT))
            .setLargestShift(orElse(largestShift, SHIFT))
            .setLargestFailures(orElse(largestFailures, FAILURES))
            .build());
  }

  private Optional<TrialRule> withoutRule() {
    if (holds || leastAgreement != null || largestShift != null || largestFailures != null) {
      throw refused("--hold and the limits of a trial need " + AFTER + " N");
    }
    return Optional.empty();
  }

  private static double orElse(Double value, double otherwise) {
    return value == null ? otherwise : value;
  }

  private void require(String option, Double value, double from) {
    if (value != null && !(value >= from && value <= 1)) {
      throw refused("%s must be from %.0f to 1, was %s".formatted(option, from, value));
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
