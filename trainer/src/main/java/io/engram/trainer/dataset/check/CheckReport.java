package io.engram.trainer.dataset.check;

import io.engram.trainer.dataset.Layout;
import java.util.List;

/**
 * What a check found.
 *
 * @param training how many images would be trained on, faulty ones included
 * @param validation how many would be measured on
 * @param findings most serious first
 */
public record CheckReport(Layout layout, int training, int validation, List<Finding> findings) {

  public CheckReport {
    findings = List.copyOf(findings);
  }

  /** Whether training would start, and its figures be what they seem. */
  public boolean isFitForTraining() {
    return findings.stream().noneMatch(finding -> finding.kind().severity() == Severity.ERROR);
  }
}
