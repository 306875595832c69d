package io.engram.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final StringWriter err = new StringWriter();
  private final StopSignal stop = new StopSignal();
  private final Attempts attempts =
      new Attempts(
          new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), false),
          stop);

  @Test
  void shouldSayNothingOfWhatWorks() throws Exception {
    List<String> done = new ArrayList<>();

    assertThat(attempts.take("a drain", () -> done.add("it"))).isEmpty();

    assertThat(done).containsExactly("it");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayWhatFailedAndWhyAndGoOn() throws Exception {
    assertThat(attempts.take("a drain", () -> fail(new IOException("no disk"))))
        .contains("no disk");
    assertThat(err.toString()).contains("a drain failed: no disk");
  }

  @Test
  void shouldSayTheCauseOfWhatFailedOnAnotherThread() throws Exception {
    var failure = new ExecutionException(new IOException("no disk"));

    assertThat(attempts.take("a drain", () -> fail(failure))).contains("no disk");
  }

  @Test
  void shouldTakeNothingForAFailureOnceItIsToStop() {
    assertThatThrownBy(
            () ->
                attempts.take(
                    "a drain",
                    () -> {
                      stop.raise();
                      fail(new IOException("its process ended"));
                    }))
        .hasMessage("its process ended");
    assertThatThrownBy(() -> attempts.take("another", () -> fail(new IOException("not reached"))))
        .isInstanceOf(InterruptedException.class);
    assertThat(err.toString()).isEmpty();
  }

  private static void fail(Exception reason) throws Exception {
    throw reason;
  }
}
