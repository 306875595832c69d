package io.engram.cli.results;

import io.engram.schemas.MemorabilityScore;
import java.util.Locale;
import java.util.function.Consumer;

/** For people who follow: one line for each result as it comes. */
final class LineWriter implements ResultWriter {
  private final Consumer<String> lines;

  LineWriter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void scored(MemorabilityScore score) {
    String campaign = score.getCampaign() == null ? "" : "  [" + score.getCampaign() + "]";
    lines.accept(
        String.format(
                Locale.ROOT,
                "%.3f  %s%s  %s",
                score.getScore(),
                score.getImageId(),
                campaign,
                Remembered.of(score))
            .stripTrailing());
  }

  @Override
  public void failed(Failure failure) {
    lines.accept("FAILED " + failure.line());
  }
}
