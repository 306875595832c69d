package io.engram.trainer.search.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.engram.trainer.network.BackboneFile;
import io.engram.trainer.run.Backbone;
import io.engram.trainer.run.Presets;
import io.engram.trainer.search.trial.Recipe;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialStartTest {

  @TempDir private Path folder;

  @Test
  void shouldTellSearchesApartByDataAndBackbone() throws Exception {
    var one = start("one", 0.5f);
    var other = start("other", 0.25f);

    assertThat(TrialStart.random().fingerprint("data")).isEqualTo("data");
    assertThat(one.fingerprint("data"))
        .hasSize(64)
        .isEqualTo(start("again", 0.5f).fingerprint("data"))
        .isNotEqualTo(one.fingerprint("others"))
        .isNotEqualTo(other.fingerprint("data"));
  }

  @Test
  void shouldGiveWeightsToNetworksThatHaveABackbone() throws Exception {
    var start = start("weights", 0.5f);

    assertThat(start.ancestors(Presets.mobileNet()).start()).isEqualTo(start.backbone());
    assertThat(start.ancestors(Presets.light()).start()).isEmpty();
    assertThat(start.isUsedBy(Presets.light())).isFalse();
    assertThat(TrialStart.random().isUsedBy(Presets.mobileNet())).isFalse();
  }

  private TrialStart start(String name, float number) throws Exception {
    var network = RecipeConfig.of(Recipe.of(new TextNode("mobilenet"), 1, 1)).network();
    var file = BackboneFile.write(folder.resolve(name), network, number, Map.of());
    return new TrialStart(Optional.of(Backbone.open(file)));
  }
}
