package io.engram.cli;

import java.io.Writer;
import java.util.function.Consumer;

/**
 * Hands on what is written line by line, without the ends of lines; blank lines are left out. What
 * has no end yet waits for it. Not thread-safe: {@link Writer}'s users lock.
 */
final class LogWriter extends Writer {
  private final StringBuilder line = new StringBuilder();
  private final Consumer<String> lines;

  LogWriter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void write(char[] chars, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (chars[i] == '\n') {
        end();
      } else if (chars[i] != '\r') {
        line.append(chars[i]);
      }
    }
  }

  private void end() {
    String text = line.toString();
    line.setLength(0);
    if (!text.isBlank()) {
      lines.accept(text);
    }
  }

  @Override
  public void flush() {
    // A line goes on when it ends.
  }

  @Override
  public void close() {
    end();
  }
}
