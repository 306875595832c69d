package io.engram.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicSettingsTest {
  @Test
  void shouldSpreadOnlyTheTopicsThatWorkFlowsThrough() {
    TopicSettings settings = TopicSettings.defaults().withPartitions(48);
    assertThat(settings.partitionsOf(Topic.IMAGE_EVENTS)).isEqualTo(48);
    assertThat(settings.partitionsOf(Topic.MODEL_RELEASES)).isEqualTo(1);
  }

  @Test
  void shouldTakeTheCataloguesPartitionsByDefault() {
    assertThat(TopicSettings.defaults().partitionsOf(Topic.IMAGE_EVENTS)).isEqualTo(6);
  }

  @Test
  void shouldNameTheSettingThatIsOutOfRange() {
    assertThatThrownBy(() -> TopicSettings.defaults().withPartitions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("partitions", "0");
    assertThatThrownBy(() -> TopicSettings.defaults().withReplicationFactor(40_000))
        .hasMessageContainingAll("replication factor", "32767", "40000");
  }
}
