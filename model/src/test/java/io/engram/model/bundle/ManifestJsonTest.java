package io.engram.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engram.model.bundle.Manifest.BundleFile;
import io.engram.model.testing.TinyBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
  private static final Path BUNDLE = Path.of("bundle");
  private static final Manifest MANIFEST =
      TinyBundle.draft(12, 8)
          .withFiles(
              Map.of(
                  Precision.INT8, new BundleFile("model.int8.onnx", "a".repeat(64)),
                  Precision.FP32, new BundleFile("model.onnx", "b".repeat(64))),
              new BundleFile("MODEL_CARD.md", "c".repeat(64)));
  private static final String JSON = text(ManifestJson.write(MANIFEST));

  @Test
  void shouldWriteTheSameBytesOnEverySystem() {
    assertThat(JSON)
        .isEqualTo(
            """
            {
              "formatVersion": 1,
              "name": "tiny",
              "version": "1.0.0",
              "input": {
                "width": 12,
                "height": 8
              },
              "preprocessing": "stretched",
              "output": {
                "width": 6,
                "height": 4,
                "channels": [ "true-schema", "false-schema" ]
              },
              "calibration": {
                "true-schema": {
                  "gain": 1.1,
                  "offset": 0.02,
                  "exponent": 0.9
                }
              },
              "metrics": {
                "l1": 0.001,
                "pearson.true-schema": 0.601
              },
              "training": {
                "preset": "none",
                "seed": 7,
                "command": "none",
                "configuration": {
                  "epochs": "0"
                }
              },
              "dataFingerprint": "no data",
              "referenceScores": {
                "edges": [ 0.0, 0.5, 1.0 ],
                "counts": [ 3, 4 ]
              },
              "files": {
                "fp32": {
                  "path": "model.onnx",
                  "sha256": "%s"
                },
                "int8": {
                  "path": "model.int8.onnx",
                  "sha256": "%s"
                }
              },
              "modelCard": {
                "path": "MODEL_CARD.md",
                "sha256": "%s"
              }
            }
            """
                .formatted("b".repeat(64), "a".repeat(64), "c".repeat(64)));
  }

  /** Java 17's Double.toString gives 1.9999999999999998E23 here, Java 19's does not. */
  @Test
  void shouldWriteNumbersAlikeOnEveryJava() {
    Histogram scores = new Histogram(List.of(0.0, 2e23), List.of(1L));
    Manifest draft = TinyBundle.draft(8, 8);
    Manifest manifest =
        Manifest.draft(
            draft.name(),
            draft.version(),
            draft.input(),
            draft.preprocessing(),
            draft.output(),
            draft.calibration(),
            draft.metrics(),
            draft.training(),
            draft.dataFingerprint(),
            scores,
            null);

    assertThat(text(ManifestJson.write(manifest))).contains("[ 0.0, 2.0E23 ]");
  }

  @Test
  void shouldReadWhatItWrote() throws Exception {
    assertThat(read(JSON)).isEqualTo(MANIFEST);
    assertThat(text(ManifestJson.write(read(JSON)))).isEqualTo(JSON);
  }

  @Test
  void shouldReadAndWriteWhatInputsWereLike() throws Exception {
    String inputs =
        """
        "referenceInputs": {
            "brightness": {
              "edges": [ 0.0, 1.0 ],
              "counts": [ 2 ]
            },
            "sizes": {
              "edges": [ 8.0, 28.0 ],
              "counts": [ 2 ]
            }
          },
          "files": {"""
            .stripTrailing();
    String json = JSON.replace("\"files\": {", inputs);

    Manifest manifest = read(json);

    assertThat(manifest.referenceInputs().sizes().total()).isEqualTo(2);
    assertThat(text(ManifestJson.write(manifest))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "width": 12,        | "widht": 12,      | unknown field 'input.widht', did you mean 'width'?
          "version":          | "verison":        | unknown field 'verison', did you mean 'version'?
          "formatVersion": 1  | "formatVersion": 2 | its format version is 2, this Engram reads 1; use a newer Engram
          "formatVersion": 1  | "formatVersion": 0 | its format version is 0, this Engram reads 1; train the model again
          "formatVersion": 1  | "formatVersion": null | formatVersion is missing
          "width": 12         | "width": 7        | input.width must be 8 to 4096, was 7
          "height": 4,        | "height": 4097,    | output.height must be 1 to 4096, was 4097
          "width": 12         | "width": "wide"   | line 6: input.width is not a valid int
          "width": 12         | "width": 8.5      | line 6: input.width is not a valid int
          "width": 12,        | ''                | input.width is missing
          "name": "tiny",     | ''                | name is missing
          "name": "tiny"      | "name": null      | name is missing
          "name": "tiny"      | "name": "a b"     | name 'a b' must match
          "true-schema", "false-schema" | "false-schema", "true-schema" | output.channels must be [true-schema, false-schema]
          "fp32"              | "pf32"            | unknown precision 'pf32', did you mean 'fp32'?
          "path": "model.onnx" | "path": "../model.onnx" | path '../model.onnx' must be the plain name of a file
          "path": "model.onnx" | "path": "/etc/passwd" | path '/etc/passwd' must be the plain name of a file
          "name": "tiny",     | "name": "tiny"    | line 4 is not valid JSON
          "name": "tiny"      | "name": "x", "name": "y" | line 3 is not valid JSON: Duplicate
          "l1": 0.001         | "l1": "NaN"       | metrics.l1 must be finite
          0.0, 0.5, 1.0       | 0.0, 1.0, 0.5     | histogram edges must be increasing
          [ 3, 4 ]            | [ 3 ]             | one edge more than counts, has 3 and 1
          [ 3, 4 ]            | [ 3, -4 ]         | counts must not be negative
          "calibration": {    | "calibration": { "noise": { "gain": 1, "offset": 0, "exponent": 1 }, | calibration names no channel: 'noise'
          """)
  void shouldSayWhatIsWrong(String part, String replacement, String message) {
    assertThat(JSON).contains(part);

    refuses(JSON.replace(part, replacement), message);
  }

  @Test
  void shouldRefuseAHeatmapThatNoEventCarries() {
    refuses(
        JSON.replace("\"width\": 6,", "\"width\": 2048,")
            .replace("\"height\": 4,", "\"height\": 513,"),
        "output must have at most 1048576 cells, has 2048 x 513");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{", "not JSON", "{} {}"})
  void shouldRefuseWhatIsNoManifest(String json) {
    refuses(json, "manifest.json");
  }

  @Test
  void shouldRefuseAManifestThatWasCutOff() {
    refuses(JSON.substring(0, JSON.length() / 2), "is not valid JSON: Unexpected end-of-input");
  }

  @Test
  void shouldKeepItsMessageOnOneLine() {
    refuses(JSON.replace("\"name\"", "\"na\\nme\""), "unknown field 'na me'");
  }

  private static void refuses(String json, String message) {
    assertThatExceptionOfType(InvalidBundleException.class)
        .isThrownBy(() -> read(json))
        .withMessageStartingWith("Model bundle bundle: ")
        .withMessageContaining(message)
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain("\n", "io.engram", "java.", "Error"));
  }

  private static Manifest read(String json) throws InvalidBundleException {
    return ManifestJson.read(BUNDLE, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
