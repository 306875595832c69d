package io.engram.cli.data;

import io.engram.trainer.dataset.check.CheckReport;
import io.engram.trainer.dataset.check.Finding;
import io.engram.trainer.dataset.check.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A check's report for people: for each finding how many, some of them, and what it means. */
final class ReportText {

  private static final int SHOWN = 3;

  private ReportText() {}

  static List<String> of(Path dataset, CheckReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %,d images to train on, %,d to measure on. Layout: %s."
            .formatted(dataset, report.training(), report.validation(), report.layout()));
    report.findings().forEach(finding -> add(lines, finding));
    lines.add("");
    lines.add(verdict(report));
    return lines;
  }

  private static void add(List<String> lines, Finding finding) {
    var kind = finding.kind();
    var severity = kind.severity().name().toLowerCase(Locale.ROOT);
    lines.add("");
    lines.add("%-8s %s: %,d".formatted(severity, kind.what(), finding.count()));
    finding.where().stream().limit(SHOWN).forEach(place -> lines.add("           " + place));
    int more = finding.where().size() - SHOWN;
    if (more > 0) {
      lines.add("           and %,d more".formatted(more));
    }
    lines.add("         -> " + kind.meaning());
  }

  private static String verdict(CheckReport report) {
    if (!report.isFitForTraining()) {
      return "Not fit for training: see the errors.";
    }
    boolean warned =
        report.findings().stream().anyMatch(f -> f.kind().severity() == Severity.WARNING);
    return warned ? "Fit for training; see the warnings." : "Fit for training.";
  }
}
