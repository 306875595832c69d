package io.engram.cli.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;

/**
 * What is evaluated.
 *
 * @param bundle that holds it
 * @param precision of the graph
 * @param dataset name of the data set
 */
record Subject(ModelBundle bundle, Precision precision, String dataset) {

  /** Name, version and precision, for people. */
  String name() {
    return bundle.manifest().name()
        + " "
        + bundle.manifest().version()
        + (precision == Precision.FP32 ? "" : " (" + precision.id() + ")");
  }

  void describe(ObjectNode node) {
    node.put("name", bundle.manifest().name())
        .put("version", bundle.manifest().version())
        .put("precision", precision.id())
        .put("bundleSha256", bundle.sha256())
        .put("dataset", dataset);
  }
}
