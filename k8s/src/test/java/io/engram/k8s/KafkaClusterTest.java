package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.schemas.topics.Topic;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** Whether production's brokers hold what topics keep, and bear to lose one of them. */
class KafkaClusterTest {
  private static final Overlay PRODUCTION = Overlay.of("production");
  private static final Resource POOL = PRODUCTION.get("KafkaNodePool", "dual");

  /** What the comment in kafka.yaml promises. */
  private static final int IMAGES_PER_SECOND = 20;

  /** Of one image, as docs/scale.md has them; images come by either topic. */
  private static final Map<Topic, Integer> BYTES =
      Map.of(
          Topic.IMAGE_EVENTS, 43_000, Topic.VMS_HEATMAPS, 10_200, Topic.MEMORABILITY_SCORES, 270);

  /** Kafka deletes whole segments of a gigabyte, and the disk is also the metadata's. */
  private static final double USABLE = 0.85;

  private static double limit(Topic topic) {
    JsonNode limit =
        PRODUCTION.get("KafkaTopic", topic.topicName()).at("/spec/config").path("retention.bytes");
    return limit.asDouble(0) * topic.partitions();
  }

  @Test
  void shouldKeepTopicsForTheirTimeAtTheRateThatItIsMadeFor() {
    BYTES.forEach(
        (topic, bytes) ->
            assertThat(limit(topic))
                .as(topic.topicName())
                .isGreaterThan(
                    1.3 * IMAGES_PER_SECOND * bytes * topic.retention().orElseThrow().toSeconds()));
  }

  /** With as many replicas as brokers, each has one of everything. */
  @Test
  void shouldNotFillItsDisks() {
    double disk =
        Quantity.getAmountInBytes(new Quantity(POOL.at("/spec/storage/volumes/0/size").asText()))
            .doubleValue();
    double all = 0;
    for (Topic topic : Topic.values()) {
      all += limit(topic);
    }

    assertThat(all).isLessThan(USABLE * disk);
    assertThat(limit(Topic.INTERACTIVE_IMAGE_EVENTS)).isPositive();
  }

  @Test
  void shouldLoseNoMoreThanOneBrokerWithANodeOrAZone() {
    Resource kafka = PRODUCTION.get("Kafka", "engram");
    JsonNode config = kafka.at("/spec/kafka/config");
    int brokers = POOL.at("/spec/replicas").asInt();
    JsonNode pod = POOL.at("/spec/template/pod");
    JsonNode apart =
        pod.at("/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");
    JsonNode spread = pod.at("/topologySpreadConstraints/0");

    assertThat(config.path("default.replication.factor").asInt()).isEqualTo(brokers);
    assertThat(config.path("min.insync.replicas").asInt()).isEqualTo(brokers - 1);
    assertThat(apart.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
    assertThat(spread.path("topologyKey")).isEqualTo(kafka.at("/spec/kafka/rack/topologyKey"));
    assertThat(apart.path("labelSelector")).isEqualTo(spread.path("labelSelector"));
  }

  /**
   * The one that Engram is built and tested with; without, an update of the operator changes it.
   */
  @Test
  void shouldNameItsVersion() {
    JsonNode kafka = PRODUCTION.get("Kafka", "engram").at("/spec/kafka");

    assertThat(kafka.path("version").asText()).isEqualTo(AppInfoParser.getVersion());
    assertThat(kafka.path("metadataVersion").asText())
        .startsWith(kafka.path("version").asText().replaceFirst("\\.\\d+$", "") + "-IV");
  }
}
