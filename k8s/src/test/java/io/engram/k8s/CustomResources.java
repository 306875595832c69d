package io.engram.k8s;

import java.util.List;
import java.util.Map;

/**
 * The parts of custom resources that are used here and whose operators publish no Java model, by
 * the reference of KEDA 2 ({@code keda.sh/v1alpha1}) and of External Secrets ({@code
 * external-secrets.io/v1}).
 */
final class CustomResources {
  private CustomResources() {}

  record Metadata(String name, String namespace, Map<String, String> labels) {}

  record ScaledObject(String apiVersion, String kind, Metadata metadata, Spec spec) {
    record Spec(
        Target scaleTargetRef,
        Integer pollingInterval,
        Integer minReplicaCount,
        Integer maxReplicaCount,
        Fallback fallback,
        Advanced advanced,
        List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name) {}

    record Fallback(int failureThreshold, int replicas) {}

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(Behavior behavior) {}

    record Behavior(Rules scaleUp, Rules scaleDown) {}

    record Rules(int stabilizationWindowSeconds, List<Policy> policies) {}

    record Policy(String type, int value, int periodSeconds) {}

    record Trigger(String type, String name, KafkaMetadata metadata, Reference authenticationRef) {}

    /** Of the scaler {@code kafka}; all of a trigger's metadata are strings. */
    record KafkaMetadata(
        String bootstrapServers,
        String consumerGroup,
        String topic,
        String lagThreshold,
        String offsetResetPolicy,
        String allowIdleConsumers,
        String sasl,
        String tls) {}

    record Reference(String name) {}
  }

  record TriggerAuthentication(String apiVersion, String kind, Metadata metadata, Spec spec) {
    record Spec(List<SecretKey> secretTargetRef) {}

    record SecretKey(String parameter, String name, String key) {}
  }

  record ExternalSecret(String apiVersion, String kind, Metadata metadata, Spec spec) {
    record Spec(
        String refreshInterval, StoreReference secretStoreRef, Target target, List<Data> data) {}

    record StoreReference(String kind, String name) {}

    record Target(String name, Template template) {}

    record Template(String engineVersion, Map<String, String> data) {}

    record Data(String secretKey, Remote remoteRef) {}

    record Remote(String key, String property) {}

    /** The keys of the Secret that it makes. */
    List<String> keys() {
      return spec.target().template() == null
          ? spec.data().stream().map(Data::secretKey).toList()
          : List.copyOf(spec.target().template().data().keySet());
    }
  }
}
