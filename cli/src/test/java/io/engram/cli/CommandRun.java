package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.Console;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command did.
 *
 * @param exitCode its exit status
 * @param out what it printed as its result
 * @param err what it printed about it
 */
record CommandRun(int exitCode, String out, String err) {

  /** The top of the repository, found from the module's folder, where tests run. */
  static final Path HOME = Path.of("").toAbsolutePath().getParent();

  static final Installation INSTALLATION =
      new Installation(HOME, Optional.of(Path.of("target", "logs", "test.log")));

  /** Runs a command in this JVM until it ends. */
  static CommandRun of(String... args) {
    return of(new StopSignal(), args);
  }

  /** Runs a command in this JVM that must succeed. */
  static CommandRun ok(String... args) {
    CommandRun run = of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  /** Runs a command in this JVM until it ends or is stopped. */
  static CommandRun of(StopSignal stop, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    int exitCode = new Engram(console, stop, INSTALLATION).run(args);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
