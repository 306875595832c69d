package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogWriterTest {
  private final List<String> lines = new ArrayList<>();
  private final PrintWriter out = new PrintWriter(new LogWriter(lines::add), true);

  @Test
  void shouldHandOnLinesAsTheyEnd() {
    out.print("Scoring ");
    out.flush();
    assertThat(lines).isEmpty();
    out.println("with tiny 1");
    out.print("one\r\n\n two\n");
    out.flush();

    assertThat(lines).containsExactly("Scoring with tiny 1", "one", " two");
  }

  @Test
  void shouldHandOnWhatHasNoEndWhenItIsClosed() {
    out.print("the last");
    out.close();

    assertThat(lines).containsExactly("the last");
  }
}
