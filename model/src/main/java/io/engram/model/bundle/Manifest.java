package io.engram.model.bundle;

import static io.engram.model.bundle.Checks.check;
import static io.engram.model.bundle.Checks.checkFinite;
import static io.engram.model.bundle.Checks.checkText;
import static io.engram.model.bundle.Checks.present;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a model bundle says about itself: {@code manifest.json}. Values are checked when a manifest
 * is made, whether by a training or from a file, and maps are kept in the order of their keys, so
 * that equal manifests have equal bytes.
 *
 * <p>All constructors here throw {@link IllegalArgumentException} naming the field.
 *
 * @param formatVersion version of this format, {@value #FORMAT_VERSION}
 * @param name the model's name, such as {@code light}; lower case, at most 64 characters
 * @param version the model's version, unlike that of any other model of this name
 * @param input the pictures that the graph takes
 * @param preprocessing how a photograph becomes those pixels, for people
 * @param output the heatmaps that the graph gives
 * @param calibration by channel, the last step inside the graph; empty if there is none
 * @param metrics validation metrics by name, finite
 * @param training how it was trained, enough to do it again
 * @param dataFingerprint fingerprint of the data that it was trained on
 * @param referenceScores image scores on held-out data, against which drift is measured
 * @param referenceInputs what the images of its data were like; null in bundles from before it
 * @param files the graphs, by precision; empty only in a draft that {@link BundleWriter} completes
 * @param modelCard the card for people; null only in a draft
 */
@JsonPropertyOrder({
  "formatVersion",
  "name",
  "version",
  "input",
  "preprocessing",
  "output",
  "calibration",
  "metrics",
  "training",
  "dataFingerprint",
  "referenceScores",
  "referenceInputs",
  "files",
  "modelCard"
})
public record Manifest(
    int formatVersion,
    String name,
    String version,
    Input input,
    String preprocessing,
    Output output,
    Map<String, Calibration> calibration,
    Map<String, Double> metrics,
    Training training,
    String dataFingerprint,
    Histogram referenceScores,
    @JsonInclude(JsonInclude.Include.NON_NULL) ReferenceInputs referenceInputs,
    Map<Precision, BundleFile> files,
    BundleFile modelCard) {

  /** The format that this version of Engram reads and writes. */
  public static final int FORMAT_VERSION = 1;

  /** Channels of the output, in their order. */
  public static final List<String> CHANNELS = List.of("true-schema", "false-schema");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}");

  public Manifest {
    check(formatVersion == FORMAT_VERSION, "formatVersion must be " + FORMAT_VERSION);
    requireName(name);
    requireVersion(version);
    present("input", input);
    present("preprocessing", preprocessing);
    present("output", output);
    calibration = Checks.sorted("calibration", calibration);
    calibration
        .keySet()
        .forEach(key -> check(CHANNELS.contains(key), "calibration names no channel: '%s'", key));
    metrics = Checks.sorted("metrics", metrics);
    metrics.forEach((metric, value) -> checkFinite("metrics." + metric, value));
    present("training", training);
    present("dataFingerprint", dataFingerprint);
    present("referenceScores", referenceScores);
    present("files", files);
    files.forEach((precision, file) -> present("files." + precision.id(), file));
    files = files.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(files));
  }

  /**
   * Reads the manifest of a bundle that is not at hand.
   *
   * @param bundle where that is, for the message of the exception
   * @param json the bytes of its {@code manifest.json}
   * @throws InvalidBundleException if it is not a manifest of this format
   */
  public static Manifest read(URI bundle, byte[] json) throws InvalidBundleException {
    return ManifestJson.read(bundle, json);
  }

  /** Refuses what no model can be named, for those who need to know before there is a model. */
  public static void requireName(String name) {
    checkText("name", name, NAME);
  }

  /** Refuses what cannot be a model's version. */
  public static void requireVersion(String version) {
    checkText("version", version, VERSION);
  }

  /** A manifest without files, for {@link BundleWriter} to complete. */
  public static Manifest draft(
      String name,
      String version,
      Input input,
      String preprocessing,
      Output output,
      Map<String, Calibration> calibration,
      Map<String, Double> metrics,
      Training training,
      String dataFingerprint,
      Histogram referenceScores,
      ReferenceInputs referenceInputs) {
    return new Manifest(
        FORMAT_VERSION,
        name,
        version,
        input,
        preprocessing,
        output,
        calibration,
        metrics,
        training,
        dataFingerprint,
        referenceScores,
        referenceInputs,
        Map.of(),
        null);
  }

  /** The files of its bundle: graphs, then the card. */
  public List<BundleFile> bundleFiles() {
    return Stream.concat(files.values().stream(), Stream.ofNullable(modelCard)).toList();
  }

  Manifest withFiles(Map<Precision, BundleFile> graphs, BundleFile card) {
    return new Manifest(
        formatVersion,
        name,
        version,
        input,
        preprocessing,
        output,
        calibration,
        metrics,
        training,
        dataFingerprint,
        referenceScores,
        referenceInputs,
        graphs,
        card);
  }

  /**
   * Pictures in: uint8 RGB of exactly this size, interleaved, rows from the top.
   *
   * @param width pixels, 8 to 4096
   * @param height pixels, 8 to 4096
   */
  @JsonPropertyOrder({"width", "height"})
  public record Input(int width, int height) {
    public Input {
      Checks.checkRange("input.width", width, 8, 4096);
      Checks.checkRange("input.height", height, 8, 4096);
    }
  }

  /**
   * Heatmaps out: one float plane in [0,1] per channel, of at most {@link #MAX_CELLS}.
   *
   * @param width cells, 1 to 4096
   * @param height cells, 1 to 4096
   * @param channels always {@link #CHANNELS}: written down so that a bundle explains itself
   */
  @JsonPropertyOrder({"width", "height", "channels"})
  public record Output(int width, int height, List<String> channels) {
    /** As many as an event with a heatmap can carry: 1024 x 1024. */
    public static final int MAX_CELLS = 1 << 20;

    public Output {
      Checks.checkRange("output.width", width, 1, 4096);
      Checks.checkRange("output.height", height, 1, 4096);
      check(
          width * height <= MAX_CELLS,
          "output must have at most %s cells, has %s x %s",
          MAX_CELLS,
          width,
          height);
      present("output.channels", channels);
      check(CHANNELS.equals(channels), "output.channels must be %s, was %s", CHANNELS, channels);
      channels = CHANNELS;
    }

    /** An output with the {@link #CHANNELS}. */
    public Output(int width, int height) {
      this(width, height, CHANNELS);
    }
  }

  /**
   * The curve {@code min(1, gain * max(p - offset, 0) ^ exponent)} that the graph applies to a
   * channel.
   */
  @JsonPropertyOrder({"gain", "offset", "exponent"})
  public record Calibration(double gain, double offset, double exponent) {
    public Calibration {
      checkFinite("calibration gain", gain);
      checkFinite("calibration offset", offset);
      checkFinite("calibration exponent", exponent);
    }
  }

  /**
   * How a model was trained.
   *
   * @param preset name of the recipe
   * @param seed of everything random
   * @param command the command that trains it again
   * @param configuration every setting, by name
   */
  @JsonPropertyOrder({"preset", "seed", "command", "configuration"})
  public record Training(
      String preset, long seed, String command, Map<String, String> configuration) {
    public Training {
      present("training.preset", preset);
      present("training.command", command);
      configuration = Checks.sorted("training.configuration", configuration);
    }
  }

  /**
   * What its images were like, against which drift of those that are served is measured.
   *
   * @param brightness mean luma of photographs at the input's size, in [0,1]
   * @param sizes binary logarithms of the numbers of pixels of photographs as they were found
   */
  @JsonPropertyOrder({"brightness", "sizes"})
  public record ReferenceInputs(Histogram brightness, Histogram sizes) {
    public ReferenceInputs {
      present("referenceInputs.brightness", brightness);
      present("referenceInputs.sizes", sizes);
    }

    /** What {@link #sizes} counts, so that those who compare with it round as it does. */
    public static double size(int width, int height) {
      return Math.log((double) width * height) / Math.log(2);
    }
  }

  /**
   * A file of the bundle.
   *
   * @param path plain name of a file in the bundle's own directory
   * @param sha256 64 lower-case hexadecimal digits
   */
  @JsonPropertyOrder({"path", "sha256"})
  public record BundleFile(String path, String sha256) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public BundleFile {
      present("path", path);
      check(
          PLAIN_NAME.matcher(path).matches(),
          "path '%s' must be the plain name of a file in the bundle's own folder",
          path);
      checkText("sha256 of " + path, sha256, DIGEST);
    }
  }
}
