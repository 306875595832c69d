package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "MODEL", description = "Which: " + StoredModels.NAMES + ".")
  private String name;

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
    try (var opened = store.open()) {
      StoreEntry.Model model = StoredModels.of(opened).find(name);
      String title = model.manifest().name() + " " + model.manifest().version();
      var desk = new ReleaseDesk(connection.connection());
      Releases releases = desk.read();
      boolean serves =
          releases
              .serving(model.manifest().name())
              .map(ModelRelease::getBundleSha256)
              .filter(model.sha256()::equals)
              .isPresent();
      if (serves) {
        console.say(title + " serves already.");
        return ExitCode.OK;
      }
      desk.publish(Decision.of(ReleaseDecision.PROMOTED, model, releases, 1, reason));
      console.say(title + " serves from now on.");
      return ExitCode.OK;
    }
  }
}
