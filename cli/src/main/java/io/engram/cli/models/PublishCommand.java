package io.engram.cli.models;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.signing.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code engram models publish}: puts a bundle into the store. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a model bundle into the store, under the SHA-256 of its manifest. It does not serve yet:"
          + " engram models promote decides that."
    },
    footer = {"", "Example: engram models publish runs/mobilenet/bundle --sign release.key"})
final class PublishCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The bundle.")
  private Path directory;

  @Mixin private StoreOptions store;

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description = "Sign it with this private key, which engram models keys makes.")
  private Path key;

  PublishCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    ModelBundle bundle = ModelBundle.open(directory);
    if (key != null) {
      bundle = SigningKey.read(key).sign(bundle);
    }
    try (var opened = store.open()) {
      opened.publish(bundle);
      console.say(
          "Published %s %s to %s"
              .formatted(bundle.manifest().name(), bundle.manifest().version(), opened));
      console.print(bundle.sha256());
      return ExitCode.OK;
    }
  }
}
