package io.engram.trainer.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldChangeSettingsAtAnyDepthAndLeaveTheOriginal() throws Exception {
    var original = (ObjectNode) JSON.readTree("{\"a\":{\"b\":1,\"c\":2},\"d\":3}");

    var changed = set("a.b", 7).with(set("e.f", 8)).applyTo(original);

    assertThat(changed)
        .isEqualTo(JSON.readTree("{\"a\":{\"b\":7,\"c\":2},\"d\":3,\"e\":{\"f\":8}}"));
    assertThat(original.at("/a/b").asInt()).isEqualTo(1);
  }

  @Test
  void shouldLetALaterWholeReplaceEarlierParts() throws Exception {
    var whole = new Overrides(Map.of("a", JSON.readTree("{\"c\":1}")));

    var changed = set("a.b", 7).with(whole).applyTo(JSON.createObjectNode());

    assertThat(changed).isEqualTo(JSON.readTree("{\"a\":{\"c\":1}}"));
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
