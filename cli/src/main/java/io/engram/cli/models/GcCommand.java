package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram models gc}: deletes what nobody will serve again. */
@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes models that neither serve, nor are on trial, nor are among the last that served, and"
          + " remains of those that were not wholly published."
    })
final class GcCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How many of the models that were promoted last are kept, to roll back to."
              + " Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "Only what was published longer ago is deleted: a younger one may be about to be promoted."
              + " Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(names = "--dry-run", description = "Only tell what would be deleted.")
  private boolean dryRun;

  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connection;

  GcCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (keep < 0 || days < 0) {
      throw new ParameterException(spec.commandLine(), "--keep and --older-than must be 0 or more");
    }
    Releases releases = new ReleaseDesk(connection.connection()).read();
    Instant before = Instant.now().minus(Duration.ofDays(days));
    try (var opened = store.open()) {
      List<StoreEntry> all = opened.list();
      if (!all.isEmpty() && releases.models().isEmpty()) {
        throw new CommandFailedException(
            "model-releases",
            "holds no decision, so nobody knows what " + opened + " may lose",
            "See that --bootstrap-servers is the cluster of this store.");
      }
      Set<String> kept = kept(releases, keep);
      List<StoreEntry> doomed =
          all.stream()
              .filter(entry -> !kept.contains(entry.sha256()) && !isReplaced(entry, releases))
              .filter(entry -> entry.publishedAt().isBefore(before))
              .toList();
      for (StoreEntry entry : doomed) {
        if (!dryRun) {
          opened.delete(entry.sha256());
        }
        console.print((dryRun ? "would delete  " : "deleted  ") + title(entry));
      }
      console.say(
          "%d of %d, %.1f MB"
              .formatted(
                  doomed.size(),
                  all.size(),
                  doomed.stream().mapToLong(StoreEntry::bytes).sum() / 1e6));
      return ExitCode.OK;
    }
  }

  private static String title(StoreEntry entry) {
    String sha256 = StoredModels.shortened(entry.sha256());
    return entry instanceof StoreEntry.Model model
        ? "%s  %s %s".formatted(sha256, model.manifest().name(), model.manifest().version())
        : sha256 + "  damaged";
  }

  /** Whether what serves took its place: one that was never released has no decision of its own. */
  private static boolean isReplaced(StoreEntry entry, Releases releases) {
    return entry instanceof StoreEntry.Model model
        && releases
            .serving(model.manifest().name())
            .flatMap(now -> releases.training(now.getModelName(), now.getVersion()))
            .map(ModelRelease::getParentVersion)
            .filter(model.manifest().version()::equals)
            .isPresent();
  }

  /** The bundles that may be needed. */
  static Set<String> kept(Releases releases, int keep) {
    Set<String> kept = new HashSet<>();
    for (String model : releases.models()) {
      List.of(releases.serving(model), releases.trial(model), releases.previous(model)).stream()
          .flatMap(Optional::stream)
          .map(ModelRelease::getBundleSha256)
          .forEach(kept::add);
      releases.trainings(model).stream()
          .filter(release -> release.getDecision() == ReleaseDecision.PROMOTED)
          .limit(keep)
          .map(ModelRelease::getBundleSha256)
          .forEach(kept::add);
    }
    return kept;
  }
}
