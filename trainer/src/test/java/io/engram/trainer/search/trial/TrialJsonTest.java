package io.engram.trainer.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialOutcome.Trained;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialJsonTest {
  private static final EpochFigures EPOCH =
      new EpochFigures(1, 12.5, 0.75, Map.of("l1", 0.125, "correlation_false", Double.NaN));

  static Stream<TrialOutcome> outcomes() {
    return Stream.of(
        new Trained(List.of(EPOCH)),
        new Diverged(List.of(EPOCH), 3.5, "step 9: loss is NaN"),
        new Refused("layers do not fit"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void shouldReadWhatItWroteOnOneLine(TrialOutcome outcome) throws Exception {
    var value = new ObjectMapper().readTree("{\"kind\":\"adam\",\"betas\":[0.5,0.999]}");
    var recipe =
        Recipe.of(new TextNode("light"), 7, 30).with(new Overrides(Map.of("optimiser", value)));
    var trial = new Trial(3, Map.of("optimiser", "Adam, \"slow\""), recipe);
    var result = new TrialResult(trial.until(2), outcome, "here");

    String line = TrialJson.write(result);

    assertThat(line).doesNotContain("\n").doesNotContain("NaN,");
    assertThat(TrialJson.result(line)).isEqualTo(result);
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThatThrownBy(() -> TrialJson.result("{\"trial\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no recipe");
    assertThatThrownBy(() -> TrialJson.result("torn")).hasMessageContaining("no JSON");
  }
}
