package io.engram.cli.models;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.signing.SigningKey;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code engram models keys}: makes a pair of keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a pair of Ed25519 keys: NAME.key to sign bundles with, which only its owner may read,"
          + " and NAME.pub for the processors that shall trust them."
    })
final class KeysCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "Both files' name without its ending.")
  private Path name;

  KeysCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path secret = name.resolveSibling(name.getFileName() + ".key");
    Path open = name.resolveSibling(name.getFileName() + ".pub");
    try {
      SigningKey.generate(secret, open);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(e.getFile(), "is there already", "Choose another name.", e);
    }
    console.say("Sign with: engram models publish DIR --sign " + secret);
    console.say("Trust with: engram process model.trusted-keys=" + open.toAbsolutePath());
    return ExitCode.OK;
  }
}
