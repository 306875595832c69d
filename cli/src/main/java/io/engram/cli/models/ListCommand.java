package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.Releases;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code engram models list}: what is in the store. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the models of the store, the newest first, and what was decided on each.")
final class ListCommand implements Callable<Integer> {
  private static final String ROW = "%-12s  %-28s  %7s  %-6s  %-20s  %s";

  private final Console console;

  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connection;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (var opened = store.open()) {
      var models = StoredModels.of(opened);
      if (models.entries().isEmpty()) {
        console.say("No model in " + opened + ". Publish one: engram models publish DIR.");
        return ExitCode.OK;
      }
      Releases releases = releases();
      console.print(ROW.formatted("SHA-256", "MODEL", "MB", "SIGNED", "PUBLISHED", "DECISION"));
      models.entries().forEach(entry -> console.print(row(entry, releases)));
      return ExitCode.OK;
    }
  }

  /** What is stored can be told without a broker, too. */
  private Releases releases() throws InterruptedException {
    try {
      return new ReleaseDesk(connection.connection()).read();
    } catch (CommandFailedException e) {
      console.say("Without decisions: " + e.getMessage());
      return new Releases();
    }
  }

  private static String row(StoreEntry entry, Releases releases) {
    String name = "damaged";
    String signed = "";
    String decision = "";
    if (entry instanceof StoreEntry.Model model) {
      name = model.manifest().name() + " " + model.manifest().version();
      signed = model.signed() ? "yes" : "no";
      decision = decision(model, releases);
    } else if (entry instanceof StoreEntry.Damaged damaged) {
      decision = damaged.reason();
    }
    return ROW.formatted(
            StoredModels.shortened(entry.sha256()),
            name,
            String.format(Locale.ROOT, "%.1f", entry.bytes() / 1e6),
            signed,
            entry.publishedAt().truncatedTo(ChronoUnit.SECONDS),
            decision)
        .stripTrailing();
  }

  private static String decision(StoreEntry.Model model, Releases releases) {
    String name = model.manifest().name();
    if (Decision.isOn(model, releases.serving(name))) {
      return "serves";
    }
    if (Decision.isOn(model, releases.trial(name))) {
      ModelRelease trial = releases.trial(name).orElseThrow();
      return "%s of %s%%".formatted(word(trial), Percent.of(trial.getShare()));
    }
    return releases
        .training(name, model.manifest().version())
        .filter(release -> release.getBundleSha256().equals(model.sha256()))
        .map(ListCommand::word)
        .orElse("none yet");
  }

  private static String word(ModelRelease release) {
    return switch (release.getDecision()) {
      case PROMOTED -> "served before";
      default -> release.getDecision().name().toLowerCase(Locale.ROOT);
    };
  }
}
