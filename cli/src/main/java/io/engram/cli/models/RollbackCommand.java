package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code engram models rollback}: lets an earlier model serve again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description =
        "Lets the version that served before, or the one that --to names, serve again, on every"
            + " processor that follows it.")
final class RollbackCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Name of the model. Default: the only one that serves.")
  private String model;

  @Option(names = "--to", paramLabel = "MODEL", description = "Which: " + StoredModels.NAMES + ".")
  private String to;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "rolled back by hand",
      description = "Why, for those who ask later. Default: ${DEFAULT-VALUE}.")
  private String reason;

  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connection;

  RollbackCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    var desk = new ReleaseDesk(connection.connection());
    Releases releases = desk.read();
    String name = model == null ? onlyModel(releases) : model;
    try (var opened = store.open()) {
      StoreEntry.Model target =
          StoredModels.of(opened).find(to == null ? previous(releases, name) : to);
      if (!target.manifest().name().equals(name)) {
        throw new CommandFailedException(
            to, "is a version of " + target.manifest().name(), "Name a version of " + name + ".");
      }
      if (Decision.isOn(target, releases.serving(name))) {
        throw new CommandFailedException(
            name + "/" + target.manifest().version(), "serves already", "Name another with --to.");
      }
      desk.publish(Decision.of(ReleaseDecision.ROLLED_BACK, target, releases, reason));
      console.say(name + " " + target.manifest().version() + " serves from now on.");
      return ExitCode.OK;
    }
  }

  private static String onlyModel(Releases releases) throws CommandFailedException {
    List<String> names =
        releases.models().stream().filter(name -> releases.serving(name).isPresent()).toList();
    if (names.size() != 1) {
      throw new CommandFailedException(
          "model-releases",
          names.isEmpty() ? "no model was promoted" : "serve: " + String.join(", ", names),
          names.isEmpty() ? "Promote one: engram models promote." : "Name one of them.");
    }
    return names.get(0);
  }

  /** By its bundle where that was released, else by the version that was replaced. */
  private static String previous(Releases releases, String name) throws CommandFailedException {
    return releases
        .previous(name)
        .map(ModelRelease::getBundleSha256)
        .or(
            () ->
                releases
                    .serving(name)
                    .flatMap(now -> releases.training(name, now.getVersion()))
                    .map(ModelRelease::getParentVersion)
                    .map(version -> name + "/" + version))
        .orElseThrow(
            () ->
                new CommandFailedException(
                    name, "no version is known that served before", "Name one with --to."));
  }
}
