package io.engram.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final List<String> closed = new ArrayList<>();
  private final Parts parts = new Parts();

  @Test
  void shouldCloseInReverseAndOnce() {
    assertThat(parts.add("engine", closed::add)).isEqualTo("engine");
    parts.add("pipeline", closed::add);

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("pipeline", "engine");
  }

  @Test
  void shouldNotCloseWhatAPartThatDoesNotCloseStillUses() {
    parts.add("engine", closed::add);
    parts.add(
        "pipeline",
        pipeline -> {
          throw new IllegalStateException("stuck");
        });

    assertThatThrownBy(parts::close).hasMessage("stuck");
    assertThat(closed).isEmpty();
  }
}
