package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram models promote}: lets a model serve. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a model of the store serve from now on, on every processor that follows it.",
      "Whether each could load it, the topic model-swaps tells."
    })
final class PromoteCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "Which: " + StoredModels.NAMES + ".")
  private String name;

  @Option(
      names = "--share",
      paramLabel = "X",
      description =
          "Try it out instead: it scores this share of the images, above 0 and below 1, by their"
              + " content; the rest stays with the one that serves.")
  private Double share;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "promoted by hand",
      description = "Why, for those who ask later. Default: ${DEFAULT-VALUE}.")
  private String reason;

  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connection;

  PromoteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (share != null && !(share > 0 && share < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--share must be above 0 and below 1, was " + share);
    }
    try (var opened = store.open()) {
      StoreEntry.Model model = StoredModels.of(opened).find(name);
      String title = model.manifest().name() + " " + model.manifest().version();
      var desk = new ReleaseDesk(connection.connection());
      Releases releases = desk.read();
      requireOwnVersion(releases, model);
      if (Decision.isOn(model, releases.serving(model.manifest().name()))) {
        console.say(title + " serves already.");
        return ExitCode.OK;
      }
      if (share == null) {
        desk.publish(Decision.of(ReleaseDecision.PROMOTED, model, releases, 1, reason));
        console.say(title + " serves from now on.");
      } else {
        desk.publish(Decision.of(ReleaseDecision.CANARY, model, releases, share, reason));
        console.say(
            "%s scores %.0f%% of the images from now on. Promote it, or: engram models withdraw %s"
                .formatted(title, 100 * share, model.manifest().name()));
      }
      return ExitCode.OK;
    }
  }

  /** Two models of one version could not be told apart in results, nor be gone back to. */
  private static void requireOwnVersion(Releases releases, StoreEntry.Model model)
      throws CommandFailedException {
    String name = model.manifest().name();
    String version = model.manifest().version();
    Optional<String> other =
        releases
            .training(name, version)
            .map(ModelRelease::getBundleSha256)
            .filter(sha256 -> !sha256.equals(model.sha256()));
    if (other.isPresent()) {
      throw new CommandFailedException(
          name + "/" + version,
          "was decided on before as another bundle, " + StoredModels.shortened(other.get()),
          "Give each its own version: engram train --model-version.");
    }
  }
}
