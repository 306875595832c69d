package io.engram.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  void shouldNameEachTopicOnce() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::topicName))
        .containsExactly(
            "image-events",
            "interactive-image-events",
            "vms-heatmaps",
            "memorability-scores",
            "scoring-failures",
            "dataset-updates",
            "model-releases",
            "model-swaps",
            "shadow-scores",
            "trial-reports",
            "model-drift",
            "training-progress",
            "search-trials",
            "search-results");
  }

  @Test
  void shouldLeaveRoomAroundTheLargestImage() {
    int room = Topic.IMAGE_EVENTS.maxMessageBytes() - Topic.MAX_IMAGE_BYTES;
    assertThat(room).isEqualTo(1 << 20);
  }

  @Test
  void shouldHoldBothRastersOfALargeHeatmap() {
    assertThat(Topic.VMS_HEATMAPS.maxMessageBytes()).isGreaterThan(2 * 1024 * 1024 + (1 << 20));
  }

  @Test
  void shouldKeepTheNewestReleaseForGoodAndImagesForAWhile() {
    assertThat(Topic.MODEL_RELEASES.retention()).isEmpty();
    assertThat(Topic.MODEL_RELEASES.config())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("retention.ms", "-1");
    assertThat(Topic.IMAGE_EVENTS.config())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "604800000");
  }

  @Test
  void shouldKeepControlEventsInOrder() {
    assertThat(Arrays.stream(Topic.values()).filter(topic -> topic.partitions() == 1))
        .containsExactly(
            Topic.DATASET_UPDATES,
            Topic.MODEL_RELEASES,
            Topic.MODEL_SWAPS,
            Topic.TRIAL_REPORTS,
            Topic.MODEL_DRIFT,
            Topic.TRAINING_PROGRESS,
            Topic.SEARCH_RESULTS);
  }
}
