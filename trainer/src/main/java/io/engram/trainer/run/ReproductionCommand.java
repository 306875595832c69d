package io.engram.trainer.run;

import io.engram.model.bundle.Manifest;
import io.engram.trainer.strategy.DistilledConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How to train the same model again, for manifest and model card. */
final class ReproductionCommand {

  private ReproductionCommand() {}

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
    if (!config.startsFrom().equals(TrainingConfig.RANDOM)) {
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
    var changes = new TreeMap<>(settings);
    changes.keySet().removeAll(List.of("preset", "seed", "epochs", "startsFrom"));
    changes.keySet().remove("strategy.teachers");
    changes.entrySet().removeIf(setting -> setting.getValue().equals(usual.get(setting.getKey())));
    return changes;
  }

  /** About how long it takes on two cores; never measured, so that a model card does not vary. */
  static long minutes(TrainingConfig config, int trainingImages) {
    double seconds = config.network().secondsPerImage() * trainingImages * config.epochs();
    return Math.max(1, Math.round(seconds / 60));
  }
}
