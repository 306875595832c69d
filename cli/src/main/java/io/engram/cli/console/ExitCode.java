package io.engram.cli.console;

/** What the command's exit status says. */
public final class ExitCode {
  /** Everything asked for was done. */
  public static final int OK = 0;

  /** Something could not be done; the error output says what and why. */
  public static final int FAILED = 1;

  /** The command line was wrong; nothing was done. */
  public static final int USAGE = 2;

  /** Stopped by Ctrl-C before the work was complete, as shells report it. */
  public static final int STOPPED = 130;

  private ExitCode() {}
}
