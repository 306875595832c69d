package io.engram.cli.results;

import io.engram.schemas.MemorabilityScore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** For spreadsheets: one row for each image, in RFC 4180's form; a failure has no score. */
public final class CsvWriter implements ResultWriter {
  private static final String HEADER =
      "image,campaign,score,what_people_will_remember,width,height,model,version,sha256,"
          + "submitted_at,scored_at,latency_ms,failure,detail,remedy";

  /** What a spreadsheet takes for the beginning of a formula, and runs. */
  private static final String FORMULA = "=+-@";

  private final Consumer<String> lines;
  private boolean begun;

  public CsvWriter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void scored(MemorabilityScore score) {
    row(
        score.getImageId(),
        score.getCampaign(),
        String.format(Locale.ROOT, "%.6f", score.getScore()),
        Remembered.of(score),
        score.getImageWidth(),
        score.getImageHeight(),
        score.getModelName(),
        score.getModelVersion(),
        score.getContentSha256(),
        score.getSubmittedAt(),
        score.getScoredAt(),
        Duration.between(score.getSubmittedAt(), score.getScoredAt()).toMillis(),
        "",
        "",
        "");
  }

  @Override
  public void failed(Failure failure) {
    row(
        failure.imageId(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        failure.reason(),
        failure.detail(),
        failure.remedy());
  }

  @Override
  public void finish() {
    begin();
  }

  private void row(Object... cells) {
    begin();
    lines.accept(Arrays.stream(cells).map(CsvWriter::cell).collect(Collectors.joining(",")));
  }

  private void begin() {
    if (!begun) {
      lines.accept(HEADER);
      begun = true;
    }
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    if (!(value instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
