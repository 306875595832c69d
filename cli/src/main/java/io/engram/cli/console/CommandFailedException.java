package io.engram.cli.console;

/** A command cannot go on. The message is the one line that the user sees. */
public final class CommandFailedException extends Exception {

  /**
   * @param input what failed, as the user named it
   * @param reason what is wrong with it
   * @param remedy what to do about it, as a sentence
   */
  public CommandFailedException(String input, String reason, String remedy) {
    super(input + ": " + reason + ". " + remedy);
  }

  /** The same, keeping the cause for {@code --debug}. */
  public CommandFailedException(String input, String reason, String remedy, Throwable cause) {
    super(input + ": " + reason + ". " + remedy, cause);
  }

  /** For a cause whose own message names the input, the reason and the remedy. */
  public CommandFailedException(String line, Throwable cause) {
    super(line, cause);
  }
}
