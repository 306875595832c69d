package io.engram.cli.results;

import io.engram.cli.results.Ranking.Ranked;
import io.engram.schemas.MemorabilityScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** For people at a terminal: the ranking at the end, then what failed and why. */
public final class TableWriter implements ResultWriter {
  private static final int MIN_NAME = 20;
  private static final int MAX_NAME = 48;

  private final Consumer<String> lines;
  private final int mostPlaces;
  private final List<MemorabilityScore> scores = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /** Prints every image. */
  public TableWriter(Consumer<String> lines) {
    this(lines, Integer.MAX_VALUE);
  }

  /**
   * @param mostPlaces how many images to print of each campaign
   */
  public TableWriter(Consumer<String> lines, int mostPlaces) {
    this.lines = lines;
    this.mostPlaces = mostPlaces;
  }

  @Override
  public void scored(MemorabilityScore score) {
    scores.add(score);
  }

  @Override
  public void failed(Failure failure) {
    failures.add(failure);
  }

  @Override
  public void finish() {
    printRanking();
    printFailures();
  }

  private void printRanking() {
    if (scores.isEmpty()) {
      return;
    }
    int width = nameWidth();
    lines.accept(row(width, "RANK", "SCORE", "IMAGE", "WHAT PEOPLE WILL REMEMBER"));
    int left = 0;
    for (Ranked ranked : Ranking.of(scores)) {
      MemorabilityScore score = ranked.score();
      if (ranked.place() == 1) {
        printRest(left);
        left = 0;
      }
      if (ranked.place() == 1 && score.getCampaign() != null) {
        lines.accept("campaign " + score.getCampaign());
      }
      if (ranked.place() <= mostPlaces) {
        lines.accept(row(width, ranked));
      } else {
        left++;
      }
    }
    printRest(left);
  }

  private void printRest(int count) {
    if (count > 0) {
      lines.accept("       and " + count + " more");
    }
  }

  private void printFailures() {
    if (failures.isEmpty()) {
      return;
    }
    lines.accept("");
    lines.accept(failures.size() + " not scored:");
    failures.forEach(failure -> lines.accept("  " + failure.line()));
  }

  private int nameWidth() {
    int longest = scores.stream().mapToInt(score -> score.getImageId().length()).max().orElse(0);
    return Math.max(MIN_NAME, Math.min(MAX_NAME, longest));
  }

  private static String row(int width, Ranked ranked) {
    MemorabilityScore score = ranked.score();
    return row(
        width,
        Integer.toString(ranked.place()),
        String.format(Locale.ROOT, "%.3f", score.getScore()),
        shorten(score.getImageId()),
        Remembered.of(score));
  }

  private static String row(int width, String rank, String score, String image, String what) {
    return String.format("%5s  %5s  %-" + width + "s  %s", rank, score, image, what)
        .stripTrailing();
  }

  /** Keeps the end of a long name, which tells files apart. */
  private static String shorten(String name) {
    return name.length() <= MAX_NAME ? name : "…" + name.substring(name.length() - MAX_NAME + 1);
  }
}
