package io.engram.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that trains: which network, and how. */
public final class RecipeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--preset",
      defaultValue = "light",
      paramLabel = "NAME",
      completionCandidates = PresetNames.class,
      description =
          "Which network and recipe: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration instead of a preset, such as the config.json of another run.")
  private Path configFile;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "Another value for a setting, such as optimiser.rate=0.001 or network.kind=u-net. Can be"
            + " repeated; config.json of any run shows all names."
      })
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random: the same seed gives the same model.")
  private Long seed;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
  private Integer epochs;

  /**
   * The configuration that the options name.
   *
   * @param further settings by name, over those of the options
   * @throws IllegalArgumentException naming the setting that is unknown or out of range
   * @throws IOException if the file of a configuration cannot be read
   */
  public TrainingConfig config(Map<String, JsonNode> further) throws IOException {
    Map<String, JsonNode> settings = settings();
    settings.putAll(further);
    return ConfigJson.with(base(), settings);
  }

  private TrainingConfig base() throws IOException {
    if (configFile != null) {
      return ConfigJson.read(configFile);
    }
    return Presets.find(preset)
        .orElseThrow(() -> usage("Unknown preset '" + preset + "'. Presets: " + Presets.names()));
  }

  private Map<String, JsonNode> settings() {
    var settings = new LinkedHashMap<String, JsonNode>();
    changes.forEach((name, value) -> settings.put(name, ConfigJson.value(value)));
    put(settings, "seed", seed);
    put(settings, "epochs", epochs);
    return settings;
  }

  private static void put(Map<String, JsonNode> settings, String name, Object value) {
    if (value != null) {
      settings.put(name, ConfigJson.value(value.toString()));
    }
  }

  /** For the help text. */
  static final class PresetNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    PresetNames() {
      super(Presets.names());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
