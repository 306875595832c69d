package io.engram.trainer.export;

import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.export.PrecisionReport.Kept;
import io.engram.trainer.export.PrecisionReport.LeftOut;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page for people that goes with a model: what it is, how good, where it fails, how to redo it.
 */
final class ModelCard {

  private static final String TEXT =
      """
      # %1$s %2$s

      Predicts which regions of a photograph people will remember: its Visual Memory Schema map. The true
      schema is what people mark and really remember, the false schema what they believe they remember
      although they never saw the picture.

      ## Use
      `uint8 [N,S,S,3]` RGB in (`image`), `float [N,2,S,S]` in [0,1] out (`heatmap`: true schema, false
      schema). Everything else, normalisation included, lies inside the graph. `manifest.json` says the
      sizes. %3$,d trained weights.

      ## Data and its terms
      %21$s

      Trained on %4$,d photographs, measured on %5$,d others. The fingerprint of all files is
      `%6$s`.
      %24$s
      ## How good it is
      Measured on the validation photographs, through the decoder and the engine that serve, at the
      resolution of the input. Correlations are Pearson's, per photograph, averaged; photographs with a
      blank map of that channel are left out (true schema: %7$d, false schema: %8$d). L1 is on [-1,1] over
      the maps' three channels, the unused one predicted as empty.

      | | correlation, true schema | false schema | sum of both | L1 |
      |---|---|---|---|---|
      | this model | %9$s | %10$s | %11$s | %12$s |
      | mean of the training maps | %13$s | %14$s | %15$s | %16$s |

      %22$s

      ## Files
      The figures above are of the fp32 file. It is compared with the network it came from, the others
      with it; differences are of values in [0,1] on the validation photographs.

      | precision | bytes | largest difference | mean difference | correlation, true schema | false schema | sum of both |
      |---|---|---|---|---|---|---|
      %17$s

      ## Limits
      %23$s- Predictions are smooth and rarely extreme; small objects blur into their surroundings.
      - The maps are what a limited group of observers marked; others may remember other things.

      ## Train it again
      ```
      %18$s
      ```
      gives these very files again, on the same kind of processor: seed %19$d draws everything random, and
      the number of computing threads is fixed in the configuration. It takes about %20$d minutes on two
      cores.
      """;

  private static final String BACKBONE =
      """

      Weights that had been trained for another purpose went into its backbone, or into those of the
      networks that it learned from; what their terms ask for, this model owes as well. SHA-256 of their
      files:
      %s
      """;

  private ModelCard() {}

  static String write(
      ModelDescription model, Evaluation validation, List<PrecisionReport> reports) {
    var baseline = model.baseline();
    return String.format(
        Locale.ROOT,
        TEXT,
        model.name(),
        model.version(),
        model.parameters(),
        model.trainingImages(),
        validation.images(),
        model.dataFingerprint(),
        validation.blankTrue(),
        validation.blankFalse(),
        figure(validation.trueSchema()),
        figure(validation.falseSchema()),
        figure(validation.sum()),
        figure(validation.l1()),
        figure(baseline.trueSchema()),
        figure(baseline.falseSchema()),
        figure(baseline.sum()),
        figure(baseline.l1()),
        reports.stream().map(ModelCard::row).collect(Collectors.joining("\n")),
        model.training().command(),
        model.training().seed(),
        model.minutes(),
        model.provenance().terms(),
        model.provenance().ceiling(),
        model.provenance().limits(),
        backbones(model.backbones()));
  }

  private static String backbones(List<String> files) {
    return files.isEmpty()
        ? ""
        : BACKBONE.formatted(
            files.stream().map("- `%s`"::formatted).collect(Collectors.joining("\n")));
  }

  private static String row(PrecisionReport report) {
    if (report instanceof LeftOut leftOut) {
      return "| %s | left out: %s | | | | | |"
          .formatted(leftOut.precision().id(), leftOut.reason());
    }
    var kept = (Kept) report;
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.1e | %.1e | %s | %s | %s |",
        kept.precision().id(),
        kept.bytes(),
        kept.parity().largest(),
        kept.parity().mean(),
        figure(kept.evaluation().trueSchema()),
        figure(kept.evaluation().falseSchema()),
        figure(kept.evaluation().sum()));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
