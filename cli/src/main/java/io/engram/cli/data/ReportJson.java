package io.engram.cli.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.trainer.dataset.check.CheckReport;
import io.engram.trainer.dataset.check.Finding;
import java.nio.file.Path;

/** A check's report for programs: one JSON object. */
final class ReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  static String of(Path dataset, CheckReport report) {
    var root = JSON.createObjectNode();
    root.put("dataset", dataset.toString());
    root.put("layout", report.layout().name());
    root.put("training", report.training());
    root.put("validation", report.validation());
    root.put("fitForTraining", report.isFitForTraining());
    var findings = root.putArray("findings");
    report.findings().forEach(finding -> fill(findings.addObject(), finding));
    return root.toPrettyString();
  }

  private static void fill(ObjectNode object, Finding finding) {
    object.put("kind", finding.kind().name());
    object.put("severity", finding.kind().severity().name());
    object.put("count", finding.count());
    object.put("what", finding.kind().what());
    object.put("meaning", finding.kind().meaning());
    var where = object.putArray("where");
    finding.where().forEach(where::add);
  }
}
