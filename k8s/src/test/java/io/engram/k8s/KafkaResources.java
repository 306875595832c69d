package io.engram.k8s;

import static java.util.stream.Collectors.joining;

import io.engram.schemas.topics.Topic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes Strimzi's resources from the catalogue of topics: the topics, and who may do what with
 * them.
 */
final class KafkaResources {
  private static final String HEADER =
      "# Written from the catalogue of topics: README.md tells how.\n";
  private static final List<Topic> ALL = List.of(Topic.values());
  private static final Topic[] IMAGES = {Topic.IMAGE_EVENTS, Topic.INTERACTIVE_IMAGE_EVENTS};

  /** The group of processors, their transactions and reports begin with it too. */
  static final String PROCESSORS = "engram-processor";

  private KafkaResources() {}

  /** Each file by its path in this folder. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("kafka/topics.yaml", file(ALL.stream().map(KafkaResources::topic)));
    files.put("kafka/users.yaml", file(Stream.of(processor(), operator())));
    files.put("kafka/clients.yaml", file(Stream.of(submitter(), reader())));
    files.put("trainer/user.yaml", file(Stream.of(trainer())));
    files.put("scaling/user.yaml", file(Stream.of(scaler())));
    return files;
  }

  private static String file(Stream<String> resources) {
    return resources.collect(joining("---\n", HEADER, ""));
  }

  /** Replicas are the cluster's own, as {@code engram topics apply} has them. */
  private static String topic(Topic topic) {
    String config =
        new TreeMap<>(topic.config())
            .entrySet().stream()
                .map(entry -> "    %s: %s%n".formatted(entry.getKey(), entry.getValue()))
                .collect(joining());
    return """
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaTopic
    metadata:
      name: %s
      labels:
        app.kubernetes.io/part-of: engram
        strimzi.io/cluster: engram
    spec:
      partitions: %d
      config:
    %s"""
        .formatted(topic.topicName(), topic.partitions(), config);
  }

  private static String processor() {
    return new User("processor")
        .may(
            "topic",
            "literal",
            List.of("Read"),
            names(
                Topic.IMAGE_EVENTS,
                Topic.INTERACTIVE_IMAGE_EVENTS,
                Topic.MODEL_RELEASES,
                Topic.DATASET_UPDATES))
        .may(
            "topic",
            "literal",
            List.of("Write"),
            names(
                Topic.VMS_HEATMAPS,
                Topic.MEMORABILITY_SCORES,
                Topic.SCORING_FAILURES,
                Topic.SHADOW_SCORES,
                Topic.TRIAL_REPORTS,
                Topic.MODEL_SWAPS,
                Topic.MODEL_DRIFT,
                Topic.DATASET_UPDATES))
        // It looks at its start whether all of them are there.
        .may("topic", "literal", List.of("Describe"), names(Topic.values()))
        .may("group", "literal", List.of("Read"), List.of(PROCESSORS))
        .may("transactionalId", "prefix", List.of("Write"), List.of(PROCESSORS))
        .yaml();
  }

  private static String trainer() {
    return new User("trainer")
        .may(
            "topic",
            "literal",
            List.of("Read"),
            names(
                Topic.DATASET_UPDATES,
                Topic.MODEL_RELEASES,
                Topic.MODEL_SWAPS,
                Topic.TRIAL_REPORTS))
        .may(
            "topic",
            "literal",
            List.of("Write"),
            names(Topic.MODEL_RELEASES, Topic.TRAINING_PROGRESS))
        .may("group", "prefix", List.of("Read"), List.of("engram-retrain-"))
        .may(
            "transactionalId",
            "prefix",
            List.of("Write"),
            List.of("engram-decides-", "engram-retrain-"))
        .yaml();
  }

  /** A program that sends images, and may wait for their scores. */
  private static String submitter() {
    return new User("submitter")
        .may("topic", "literal", List.of("Write"), names(IMAGES))
        .may(
            "topic",
            "literal",
            List.of("Read"),
            names(Topic.MEMORABILITY_SCORES, Topic.SCORING_FAILURES))
        // Like every command that looks at its start whether all of them are there.
        .may("topic", "literal", List.of("Describe"), names(Topic.values()))
        .yaml();
  }

  /** A program that reads what became of images. Its groups begin with its name. */
  private static String reader() {
    return new User("reader")
        .may(
            "topic",
            "literal",
            List.of("Read"),
            names(Topic.VMS_HEATMAPS, Topic.MEMORABILITY_SCORES, Topic.SCORING_FAILURES))
        .may("group", "prefix", List.of("Read"), List.of("engram-reader"))
        .yaml();
  }

  /** Whoever runs commands. Topics are Strimzi's to create and to change. */
  private static String operator() {
    return new User("operator")
        .may("topic", "literal", List.of("DescribeConfigs", "Read"), names(Topic.values()))
        .may(
            "topic",
            "literal",
            List.of("Write"),
            names(
                Topic.IMAGE_EVENTS,
                Topic.INTERACTIVE_IMAGE_EVENTS,
                Topic.MODEL_RELEASES,
                Topic.DATASET_UPDATES,
                Topic.SEARCH_TRIALS,
                Topic.SEARCH_RESULTS))
        .may("group", "prefix", List.of("Read"), List.of("engram-search-workers-"))
        .may(
            "transactionalId",
            "prefix",
            List.of("Write"),
            List.of("engram-decides-", "engram-search-workers-"))
        .yaml();
  }

  /** KEDA asks how far the group is behind. */
  private static String scaler() {
    return new User("scaler")
        .may("topic", "literal", List.of("Describe"), names(IMAGES))
        .may("group", "literal", List.of("Describe"), List.of(PROCESSORS))
        .yaml();
  }

  private static List<String> names(Topic... topics) {
    return Arrays.stream(topics).map(Topic::topicName).toList();
  }

  /** A user with the password that the Secret of its client has. */
  private static final class User {
    private final String name;
    private final Map<Target, Set<String>> rights = new LinkedHashMap<>();

    private record Target(String type, String pattern, String name) {}

    User(String name) {
      this.name = name;
    }

    User may(String type, String pattern, List<String> operations, List<String> names) {
      for (String one : names) {
        rights
            .computeIfAbsent(new Target(type, pattern, one), unknown -> new TreeSet<>())
            .addAll(operations);
      }
      return this;
    }

    private static String right(Target resource, Set<String> operations) {
      // Whoever may read or write may describe.
      boolean implied = operations.contains("Read") || operations.contains("Write");
      return """
            - resource:
                type: %s
                name: %s
                patternType: %s
              operations: %s
      """
          .formatted(
              resource.type(),
              resource.name(),
              resource.pattern(),
              operations.stream()
                  .filter(operation -> !(implied && operation.equals("Describe")))
                  .toList());
    }

    String yaml() {
      return """
      apiVersion: kafka.strimzi.io/v1
      kind: KafkaUser
      metadata:
        name: engram-%1$s
        labels:
          app.kubernetes.io/part-of: engram
          strimzi.io/cluster: engram
      spec:
        authentication:
          type: scram-sha-512
          password:
            valueFrom:
              secretKeyRef:
                name: engram-%1$s-kafka
                key: password
        authorization:
          type: simple
          acls:
      %2$s"""
          .formatted(
              name,
              rights.entrySet().stream()
                  .map(right -> right(right.getKey(), right.getValue()))
                  .collect(joining()));
    }
  }
}
