package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.store.StoreEntry;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrialRule;
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
  private static final String PROMOTED = "promoted by hand";
  private static final String TRIED = "tried out by hand";

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "Which: " + StoredModels.NAMES + ".")
  private String name;

  @Option(
      names = "--share",
      paramLabel = "X",
      description =
          "Try it out instead: it scores this share of the images, above 0 and below 1 (of a"
              + " --shadow at most 1), by their content; the rest stays with the one that serves.")
  private Double share;

  @Option(
      names = "--shadow",
      description =
          "Try it out unseen: it scores its share (all without --share) beside the one that serves,"
              + " whose results count; its own go to the topic shadow-scores.")
  private boolean shadow;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who ask later. Default: " + PROMOTED + ", or " + TRIED + ".")
  private String reason;

  @Mixin private RuleOptions rule;
  @Mixin private StoreOptions store;
  @Mixin private ConnectionOptions connection;

  PromoteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    requirePossible();
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
      if (isTrial()) {
        tryOut(desk, model, releases);
      } else {
        desk.publish(Decision.of(ReleaseDecision.PROMOTED, model, releases, reason(PROMOTED)));
        console.say(title + " serves from now on.");
      }
      return ExitCode.OK;
    }
  }

  private void tryOut(ReleaseDesk desk, StoreEntry.Model model, Releases releases)
      throws CommandFailedException {
    String name = model.manifest().name();
    ReleaseDecision decision = shadow ? ReleaseDecision.SHADOW : ReleaseDecision.CANARY;
    Optional<TrialRule> limits = rule.rule(shadow);
    desk.publish(Decision.trial(decision, model, releases, share(), limits, reason(TRIED)));
    releases
        .trial(name)
        .ifPresent(
            last ->
                console.say("The trial of %s %s has ended.".formatted(name, last.getVersion())));
    console.say(
        "%s %s scores %s%% of the images %s from now on. See: engram models trial %s"
            .formatted(
                name,
                model.manifest().version(),
                Percent.of(share()),
                shadow ? "unseen" : "instead of the model that serves",
                name));
    limits.ifPresent(
        one -> console.say("Its rule ends it while engram retrain or engram models judge runs."));
  }

  private String reason(String otherwise) {
    return reason == null ? otherwise : reason;
  }

  private void requirePossible() {
    if (share != null && !(share > 0 && (share < 1 || shadow && share == 1))) {
      throw new ParameterException(
          spec.commandLine(),
          "--share must be above 0 and below 1, was "
              + share
              + "; a model for all images is promoted, or a --shadow");
    }
    if (rule.rule(shadow).isPresent() && !isTrial()) {
      throw new ParameterException(
          spec.commandLine(), "--after ends a trial: say --share or --shadow as well");
    }
  }

  private boolean isTrial() {
    return shadow || share != null;
  }

  private double share() {
    return share == null ? 1 : share;
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
