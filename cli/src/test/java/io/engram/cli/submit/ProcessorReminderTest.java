package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorReminderTest {
  private final List<String> lines = new ArrayList<>();
  private final Tally tally = new Tally(2);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ProcessorReminder reminder = new ProcessorReminder(() -> now, tally, lines::add);

  @Test
  void shouldAskOnceForTheProcessorWhenNothingComes() {
    checkAfter(29);
    assertThat(lines).isEmpty();

    checkAfter(1);
    checkAfter(60);
    assertThat(lines).containsExactly("no results yet: is engram process running?");
  }

  @Test
  void shouldCountFromTheLastResult() {
    checkAfter(20);
    tally.scored(Duration.ofSeconds(1), now);
    checkAfter(20);
    checkAfter(29);
    assertThat(lines).isEmpty();

    checkAfter(1);
    assertThat(lines).containsExactly("no results for 30 s: is engram process running?");
  }

  private void checkAfter(int seconds) {
    now = now.plusSeconds(seconds);
    reminder.check();
  }
}
