package io.engram.benchmarks.contender;

import io.engram.benchmarks.child.Parent;
import io.engram.cli.Engram;
import io.engram.cli.console.StopSignal;

/**
 * The {@code engram} command as a child: the command that users run, with the same arguments, which
 * also stops when its input ends, as it does at Ctrl-C.
 */
public final class EngramMain {
  private EngramMain() {}

  /** Runs one command until its input ends, and exits with its status. */
  public static void main(String[] arguments) {
    var stop = new StopSignal();
    Parent.ofThisProcess(stop::raise);
    Engram.runAndExit(stop, arguments);
  }
}
