package io.engram.cli.models;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.bundle.InvalidBundleException;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.signing.TrustedKeys;
import io.engram.model.signing.UntrustedBundleException;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreEntry;
import io.engram.model.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code engram models verify}: reads bundles and checks every byte. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads models of the store, all by default, and checks each file against the manifest and the"
          + " manifest against its name, with --trusted-key also who signed it.",
      "Exit status: 0 if all are sound, 1 if one is not."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      description = "Which: " + StoredModels.NAMES + ".")
  private List<String> names = List.of();

  @Option(
      names = "--trusted-key",
      paramLabel = "FILE",
      description = "Public key of somebody whose bundles are trusted. Can be repeated.")
  private List<Path> keys = List.of();

  @Mixin private StoreOptions store;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TrustedKeys trusted = TrustedKeys.read(keys);
    Path copies = Files.createTempDirectory("engram-verify-");
    try (var opened = store.open()) {
      boolean sound = true;
      var models = StoredModels.of(opened);
      if (names.isEmpty()) {
        for (StoreEntry entry : models.entries()) {
          sound &= verify(opened, entry.sha256(), trusted, copies);
        }
      }
      for (String name : names) {
        sound &= verify(opened, models.find(name).sha256(), trusted, copies);
      }
      return sound ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      delete(copies);
    }
  }

  private boolean verify(ModelStore opened, String sha256, TrustedKeys trusted, Path copies)
      throws IOException {
    try {
      ModelBundle bundle = opened.fetch(sha256, copies);
      trusted.require(bundle);
      console.print(
          "sound    %s  %s %s"
              .formatted(
                  StoredModels.shortened(sha256),
                  bundle.manifest().name(),
                  bundle.manifest().version()));
      return true;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ACCESS) {
        throw e;
      }
      return unsound(sha256, e);
    } catch (InvalidBundleException | UntrustedBundleException e) {
      return unsound(sha256, e);
    } finally {
      delete(copies.resolve(sha256));
    }
  }

  private boolean unsound(String sha256, IOException e) {
    console.print("unsound  %s  %s".formatted(StoredModels.shortened(sha256), e.getMessage()));
    return false;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
