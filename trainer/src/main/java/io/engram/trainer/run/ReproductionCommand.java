package io.engram.trainer.run;

import io.engram.model.bundle.Manifest;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.Layout;
import io.engram.trainer.strategy.DistilledConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How to train the same model again, for manifest and model card. */
final class ReproductionCommand {

  private static final String KIND = "kind";
  private static final Set<String> GIVEN_OTHERWISE =
      Set.of("preset", "seed", "epochs", "startsFrom", "backbones", "strategy.teachers");

  private ReproductionCommand() {}

  static Manifest.Training of(TrainingConfig config, DatasetDirectory dataset) {
    var training = of(config);
    var maps = dataset.layout() == Layout.SEPARATE_MAPS ? " --maps MAPS" : "";
    return new Manifest.Training(
        training.preset(), training.seed(), training.command() + maps, training.configuration());
  }

  static Manifest.Training of(TrainingConfig config) {
    var settings = ConfigJson.settings(config);
    var command =
        new StringBuilder(
            "engram train --dataset DIR --preset %s --seed %d --epochs %d"
                .formatted(config.preset(), config.seed(), config.epochs()));
    changes(config, settings)
        .forEach(
            (name, value) ->
                command.append(
                    value.matches("[\\w.,:+-]*")
                        ? " --set %s=%s".formatted(name, value)
                        : " --set '%s=%s'".formatted(name, value)));
    if (config.startsFromBackbone()) {
      command.append(" --backbone FILE");
    } else if (!config.startsFrom().equals(TrainingConfig.RANDOM)) {
      command.append(" --warm-start RUN");
    }
    if (config.strategy() instanceof DistilledConfig distilled) {
      command.append(" --teacher RUN".repeat(distilled.teachers().size()));
    }
    return new Manifest.Training(config.preset(), config.seed(), command.toString(), settings);
  }

  /** The settings that differ from those of the preset; a new kind comes with all that it has. */
  private static Map<String, String> changes(TrainingConfig config, Map<String, String> settings) {
    var usual = Presets.find(config.preset()).map(ConfigJson::settings).orElse(Map.of());
    var reset =
        settings.keySet().stream()
            .filter(name -> name.endsWith("." + KIND) && differs(name, settings, usual))
            .map(name -> name.substring(0, name.length() - KIND.length()))
            .toList();
    var changes = new TreeMap<>(settings);
    changes.keySet().removeAll(GIVEN_OTHERWISE);
    changes
        .keySet()
        .removeIf(
            name -> reset.stream().noneMatch(name::startsWith) && !differs(name, settings, usual));
    return changes;
  }

  private static boolean differs(
      String name, Map<String, String> settings, Map<String, String> usual) {
    return !settings.get(name).equals(usual.get(name));
  }

  /** About how long it takes on two cores; never measured, so that a model card does not vary. */
  static long minutes(TrainingConfig config, int trainingImages) {
    double seconds = config.network().secondsPerImage() * trainingImages * config.epochs();
    return Math.max(1, Math.round(seconds / 60));
  }
}
