package io.engram.trainer.judge;

import io.engram.schemas.TrialRule;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds what was seen of a trial against its rule. Limits are broken once a tenth of the images
 * says so, and kept only after all of them.
 */
public final class TrialJudge {
  private static final long EARLY = 10;

  /** Three standard errors: one trial in some hundreds would be withdrawn early for nothing. */
  private static final double SIGMAS = 3;

  private TrialJudge() {}

  /** What the rule says. */
  public static TrialVerdict judge(TrialRule rule, TrialEvidence evidence) {
    if (evidence.refusal().isPresent()) {
      return new TrialVerdict.Withdraw("A processor cannot run it. " + evidence.refusal().get());
    }
    Optional<String> objection = objection(rule, evidence);
    if (objection.isPresent()) {
      return new TrialVerdict.Withdraw(objection.get() + seen(evidence));
    }
    long missing = rule.getImages() - evidence.images();
    if (missing > 0) {
      return new TrialVerdict.Undecided(
          format("%,d of %,d images are scored", evidence.images(), rule.getImages()));
    }
    if (!isEnough(evidence.championImages(), rule)) {
      return new TrialVerdict.Undecided(
          format("the version that serves scored only %,d images", evidence.championImages()));
    }
    String why = "It keeps the limits of its rule" + seen(evidence);
    return rule.getPromotes() ? new TrialVerdict.Promote(why) : new TrialVerdict.Hold(why);
  }

  private static Optional<String> objection(TrialRule rule, TrialEvidence evidence) {
    double failures = evidence.failures().orElse(0);
    if (isEnough(evidence.tried(), rule) && failures > rule.getLargestFailures()) {
      return Optional.of(
          format(
              "Its engine failed on a share of %.4f of its images, allowed is %.4f",
              failures, rule.getLargestFailures()));
    }
    if (!isEnough(evidence.images(), rule) || !isEnough(evidence.championImages(), rule)) {
      return Optional.empty();
    }
    double shift = evidence.shift().orElse(0);
    // Of few images chance shifts the mean, too.
    double chance =
        evidence.images() < rule.getImages() ? SIGMAS * evidence.shiftError().orElse(1) : 0;
    if (Math.abs(shift) > rule.getLargestShift() + chance) {
      return Optional.of(
          format(
              "Its mean score differs by %+.4f from that of the version that serves, allowed is"
                  + " %.4f",
              shift, rule.getLargestShift()));
    }
    OptionalDouble agreement = evidence.agreement();
    if (agreement.isPresent() && agreement.getAsDouble() < rule.getLeastAgreement()) {
      return Optional.of(
          format(
              "Its maps agree with those of the version that serves by %.4f only, asked for is"
                  + " %.4f",
              agreement.getAsDouble(), rule.getLeastAgreement()));
    }
    return Optional.empty();
  }

  private static boolean isEnough(long images, TrialRule rule) {
    return images > 0 && images >= rule.getImages() / EARLY;
  }

  private static String seen(TrialEvidence evidence) {
    StringBuilder text = new StringBuilder(format(": %,d images", evidence.images()));
    evidence.shift().ifPresent(shift -> text.append(format(", score shift %+.4f", shift)));
    evidence.agreement().ifPresent(agreement -> text.append(format(", agreement %.4f", agreement)));
    evidence.failures().ifPresent(failures -> text.append(format(", failures %.4f", failures)));
    return text.append('.').toString();
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
