package io.engram.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter printed = new StringWriter();
  private final SettableClock clock = new SettableClock();

  @Test
  void shouldDrawOverItsLineOnATerminal() {
    ProgressLine line = line(true);

    line.show(() -> "one");
    clock.advance(100);
    line.show(() -> "two");

    assertThat(printed.toString()).isEqualTo("\r\u001b[2Kone\r\u001b[2Ktwo");
  }

  @Test
  void shouldNotDrawMoreOftenThanEyesSee() {
    ProgressLine line = line(true);

    line.show(() -> "one");
    clock.advance(99);
    line.show(() -> "two");

    assertThat(printed.toString()).doesNotContain("two");
  }

  @Test
  void shouldPrintAPlainLineNowAndThenElsewhere() {
    ProgressLine line = line(false);

    line.show(() -> "one");
    clock.advance(4_999);
    line.show(() -> "two");
    clock.advance(1);
    line.show(() -> "three");

    assertThat(printed.toString().lines()).containsExactly("one", "three");
  }

  @Test
  void shouldLeaveInterjectionsStanding() {
    ProgressLine line = line(true);

    line.show(() -> "working");
    line.interject("a.png failed");

    assertThat(printed.toString()).endsWith("\r\u001b[2Ka.png failed" + System.lineSeparator());
  }

  private ProgressLine line(boolean terminal) {
    var err = new PrintWriter(printed, true);
    return new ProgressLine(new Console(err, err, terminal), clock);
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(long millis) {
      now = now.plusMillis(millis);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
