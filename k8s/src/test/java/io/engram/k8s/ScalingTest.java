package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.k8s.CustomResources.ExternalSecret;
import io.engram.k8s.CustomResources.ScaledObject;
import io.engram.k8s.CustomResources.TriggerAuthentication;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what KEDA does against what processors can share. */
class ScalingTest {

  /** A GPU's processor takes more in half a minute than one of two cores. */
  @Test
  void shouldStartAnotherProcessorByTheLagThatOneHasWorkWith() {
    var onCpu = scaled(Overlay.of("production")).spec().triggers();
    var onGpu = scaled(Overlay.of("gpu")).spec().triggers();

    for (int trigger = 0; trigger < onCpu.size(); trigger++) {
      assertThat(Integer.parseInt(onGpu.get(trigger).metadata().lagThreshold()))
          .isGreaterThan(Integer.parseInt(onCpu.get(trigger).metadata().lagThreshold()));
    }
  }

  private static ScaledObject scaled(Overlay overlay) {
    return (ScaledObject) Kinds.typed(overlay.get("ScaledObject", "engram-processor"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "gpu"})
  void shouldNotStartMoreProcessorsThanThereArePartitions(String name) {
    ScaledObject.Spec spec = scaled(Overlay.of(name)).spec();

    assertThat(spec.maxReplicaCount())
        .isLessThanOrEqualTo(Topic.IMAGE_EVENTS.partitions())
        .isLessThanOrEqualTo(Topic.INTERACTIVE_IMAGE_EVENTS.partitions());
    assertThat(spec.minReplicaCount()).isBetween(2, spec.maxReplicaCount());
    assertThat(spec.fallback().replicas())
        .isBetween(spec.minReplicaCount(), spec.maxReplicaCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "gpu"})
  void shouldAskForTheLagOfBothTopicsOfImages(String name) {
    Overlay overlay = Overlay.of(name);
    ScaledObject.Spec spec = scaled(overlay).spec();

    assertThat(spec.triggers())
        .extracting(trigger -> trigger.metadata().topic())
        .containsExactlyInAnyOrder(
            Topic.IMAGE_EVENTS.topicName(), Topic.INTERACTIVE_IMAGE_EVENTS.topicName());
    assertThat(spec.triggers())
        .allSatisfy(
            trigger -> {
              assertThat(trigger.metadata().consumerGroup()).isEqualTo(KafkaResources.PROCESSORS);
              assertThat(trigger.metadata().bootstrapServers())
                  .isEqualTo("engram-kafka-bootstrap.engram:9093");
              assertThat(overlay.has("TriggerAuthentication", trigger.authenticationRef().name()))
                  .isTrue();
            });
    assertThat(overlay.get(spec.scaleTargetRef().kind(), spec.scaleTargetRef().name()))
        .satisfies(
            target -> {
              assertThat(target.apiVersion()).isEqualTo(spec.scaleTargetRef().apiVersion());
              assertThat(target.at("/spec").has("replicas")).as("they are KEDA's").isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "gpu"})
  void shouldLogInWithASecretThatIsThere(String name) {
    Overlay overlay = Overlay.of(name);
    var authentication =
        (TriggerAuthentication) Kinds.typed(overlay.get("TriggerAuthentication", "engram-scaler"));
    Stream<String> keys =
        overlay
            .ofKind("ExternalSecret")
            .map(Kinds::typed)
            .map(ExternalSecret.class::cast)
            .flatMap(
                secret ->
                    secret.keys().stream().map(key -> secret.spec().target().name() + " " + key));

    assertThat(authentication.spec().secretTargetRef())
        .extracting(key -> key.name() + " " + key.key())
        .isSubsetOf(Stream.concat(keys, Stream.of("engram-cluster-ca-cert ca.crt")).toList());
  }

  /** A removed processor's partitions wait until its session has ended. */
  @ParameterizedTest
  @ValueSource(strings = {"production", "gpu"})
  void shouldRemoveOneProcessorASession(String name) {
    Overlay overlay = Overlay.of(name);
    var policies = scaled(overlay).spec().advanced().horizontalPodAutoscalerConfig().behavior();
    List<String> session =
        overlay
            .get("ConfigMap", "engram-processor")
            .at("/data")
            .path("processor.properties")
            .asText()
            .lines()
            .filter(line -> line.startsWith("kafka.main.consumer.session.timeout.ms="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();

    assertThat(policies.scaleDown().policies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.value()).isEqualTo(1);
              assertThat(Duration.ofSeconds(policy.periodSeconds()))
                  .isGreaterThan(Duration.ofMillis(Long.parseLong(session.get(0))));
            });
  }
}
