package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.topics.ClientSettings;
import io.engram.schemas.topics.Topic;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds Strimzi's resources against the catalogue of topics. */
class KafkaResourcesTest {

  /** With {@code -Dengram.k8s.write=true} it writes them instead. */
  @Test
  void shouldBeWhatTheCatalogueSays() throws IOException {
    for (var file : KafkaResources.files().entrySet()) {
      Path path = Overlay.FOLDER.resolve(file.getKey());
      if (Boolean.getBoolean("engram.k8s.write")) {
        Files.writeString(path, file.getValue());
      }
      assertThat(path).as("README.md tells how to write it anew").hasContent(file.getValue());
    }
  }

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveEveryTopicAndNoOther(Overlay overlay) {
    var topics = overlay.ofKind("KafkaTopic").map(Kinds::typed).map(KafkaTopic.class::cast);

    assertThat(topics)
        .extracting(
            topic -> topic.getMetadata().getName(), topic -> topic.getSpec().getPartitions())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values())
                .map(
                    topic ->
                        org.assertj.core.groups.Tuple.tuple(topic.topicName(), topic.partitions()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveABrokerThatTakesTheLargestEvent(Overlay overlay) {
    var kafka = (Kafka) Kinds.typed(overlay.get("Kafka", "engram"));

    assertThat(kafka.getSpec().getKafka().getConfig())
        .containsAllEntriesOf(ClientSettings.forBroker());
  }
}
