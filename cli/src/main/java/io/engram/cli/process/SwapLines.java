package io.engram.cli.process;

import io.engram.cli.console.Console;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.schemas.SwapOutcome;
import java.util.Locale;

/** Tells people which model serves; nothing else. */
record SwapLines(Console console) implements ScoringMetrics {

  @Override
  public void modelSwapped(String model, String version, SwapOutcome outcome) {
    console.say(
        switch (outcome) {
          case SERVING -> "Serving %s %s".formatted(model, version);
          case ON_TRIAL -> "Trying %s %s out".formatted(model, version);
          case TRIAL_ENDED -> "Not trying %s %s out any more".formatted(model, version);
          default ->
              "%s %s was released, but is not used: %s. The topic model-swaps tells why."
                  .formatted(
                      model, version, outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        });
  }
}
