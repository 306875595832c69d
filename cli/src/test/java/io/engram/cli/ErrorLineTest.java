package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.CommandFailedException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ErrorLineTest {

  @Test
  void shouldLetOurOwnExceptionSpeakForOthersAroundIt() {
    var ours = new CommandFailedException("a.png", "is torn", "Mend it.");

    assertThat(ErrorLine.of(new ExecutionException(new IllegalStateException("outer", ours))))
        .isEqualTo("a.png: is torn. Mend it.");
  }

  @Test
  void shouldNameTheKindAndTheLastCauseOfOthers() {
    var failure = new IllegalStateException("no start", new IOException("disk full"));

    assertThat(ErrorLine.of(failure))
        .isEqualTo("IllegalStateException: no start: IOException: disk full");
  }

  @Test
  void shouldKnowWhichFailuresExplainThemselves() {
    var ours = new CommandFailedException("a", "b", "c");

    assertThat(ErrorLine.isExpected(new ExecutionException(ours))).isTrue();
    assertThat(ErrorLine.isExpected(new IllegalStateException("no start"))).isFalse();
  }

  @Test
  void shouldFoldSeveralLinesIntoOne() {
    assertThat(ErrorLine.of(new CommandFailedException("a", "b\n  c", "d")))
        .isEqualTo("a: b; c. d");
  }

  @Test
  void shouldEndWhereACauseLeadsBackToItself() {
    var first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    assertThat(ErrorLine.of(first)).contains("first", "second");
  }
}
