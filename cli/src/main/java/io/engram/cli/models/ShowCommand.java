package io.engram.cli.models;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.Precision;
import io.engram.model.store.StoreEntry;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code engram models show}: what is known of one model. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what a model of the store is, how it was trained and how good it is.")
final class ShowCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "MODEL", description = "Which: " + StoredModels.NAMES + ".")
  private String name;

  @Mixin private StoreOptions store;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (var opened = store.open()) {
      print(StoredModels.of(opened).find(name));
      return ExitCode.OK;
    }
  }

  private void print(StoreEntry.Model model) {
    Manifest manifest = model.manifest();
    row("model", manifest.name() + " " + manifest.version());
    row("SHA-256", model.sha256());
    row("address", model.address());
    row("published", model.publishedAt());
    row("signed", model.signed() ? "yes" : "no");
    row("pictures", manifest.input().width() + " x " + manifest.input().height() + " pixels");
    row("heatmaps", manifest.output().width() + " x " + manifest.output().height() + " cells");
    row(
        "precisions",
        manifest.files().keySet().stream().map(Precision::id).collect(Collectors.joining(", ")));
    row("trained with", manifest.training().command());
    row("data", manifest.dataFingerprint());
    manifest
        .metrics()
        .forEach((metric, value) -> row(metric, String.format(Locale.ROOT, "%.4f", value)));
  }

  private void row(String what, Object value) {
    console.print("%-44s  %s".formatted(what, value));
  }
}
