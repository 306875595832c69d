package io.engram.trainer.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldLetALaterWholeReplaceEarlierParts() throws Exception {
    var whole = new Overrides(Map.of("a", JSON.readTree("{\"c\":1}")));

    assertThat(set("a.b", 7).with(whole)).isEqualTo(whole);
  }

  @Test
  void shouldBeEqualWhateverTheOrder() {
    assertThat(set("a", 1).with(set("b", 2))).isEqualTo(set("b", 2).with(set("a", 1)));
  }

  @Test
  void shouldRefuseWhatIsNoPath() {
    assertThatThrownBy(() -> set("a..b", 1)).hasMessageContaining("'a..b' is no setting");
  }

  private static Overrides set(String path, int value) {
    return new Overrides(Map.of(path, new IntNode(value)));
  }
}
