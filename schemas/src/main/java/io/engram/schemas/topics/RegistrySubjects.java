package io.engram.schemas.topics;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.ApplyReport.Line;
import io.engram.schemas.topics.ApplyReport.Outcome;
import java.io.IOException;

/**
 * The registry's side of the topics: for each a subject whose newest version is the event's schema.
 */
final class RegistrySubjects {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final String LEVEL = CompatibilityLevel.FULL_TRANSITIVE.name;

  private final SchemaRegistryClient registry;

  RegistrySubjects(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  Line apply(Topic topic) throws TopicsNotAppliedException {
    String subject = topic.subject();
    try {
      return apply(subject, PublishedSchema.of(topic.event()));
    } catch (RestClientException e) {
      throw e.getStatus() == CONFLICT ? incompatible(subject, e) : refused(subject, e);
    } catch (IOException e) {
      throw new TopicsNotAppliedException(
          subject,
          "the schema registry does not answer (" + e + ")",
          "Check its URL and that it runs",
          e);
    }
  }

  private Line apply(String subject, ParsedSchema schema) throws IOException, RestClientException {
    if (!exists(subject)) {
      int id = registry.register(subject, schema);
      // Only now: Apicurio knows no compatibility of a subject without a version.
      registry.updateCompatibility(subject, LEVEL);
      return new Line(subject, Outcome.CREATED, "schema " + id + ", " + LEVEL);
    }
    boolean tightened = requireLevel(subject);
    boolean known = isRegistered(subject, schema);
    int id = registry.register(subject, schema);
    if (!known) {
      return new Line(subject, Outcome.CHANGED, "new schema " + id + ", " + LEVEL);
    }
    return tightened
        ? new Line(subject, Outcome.CHANGED, "schema " + id + ", now " + LEVEL)
        : new Line(subject, Outcome.PRESENT, "schema " + id + ", " + LEVEL);
  }

  private boolean exists(String subject) throws IOException, RestClientException {
    try {
      return !registry.getAllVersions(subject).isEmpty();
    } catch (RestClientException e) {
      return absent(e);
    }
  }

  private boolean isRegistered(String subject, ParsedSchema schema)
      throws IOException, RestClientException {
    try {
      return registry.getId(subject, schema) > 0;
    } catch (RestClientException e) {
      return absent(e);
    }
  }

  /** Returns whether the level had to be set. */
  private boolean requireLevel(String subject) throws IOException, RestClientException {
    if (LEVEL.equals(level(subject))) {
      return false;
    }
    registry.updateCompatibility(subject, LEVEL);
    return true;
  }

  private String level(String subject) throws IOException, RestClientException {
    try {
      return registry.getCompatibility(subject);
    } catch (RestClientException e) {
      absent(e);
      return "";
    }
  }

  /** False for an answer of "not found"; any other is thrown on. */
  private static boolean absent(RestClientException e) throws RestClientException {
    if (e.getStatus() != NOT_FOUND) {
      throw e;
    }
    return false;
  }

  private static TopicsNotAppliedException incompatible(String subject, RestClientException e) {
    return new TopicsNotAppliedException(
        subject,
        "the registry holds a version that this schema is not " + LEVEL + " with (" + e + ")",
        "Use the release of Engram that registered it, or a newer one",
        e);
  }

  private static TopicsNotAppliedException refused(String subject, RestClientException e) {
    return new TopicsNotAppliedException(
        subject,
        "the schema registry refuses (HTTP %d: %s)".formatted(e.getStatus(), e.getMessage()),
        "Check that the URL names a Confluent-compatible API and that you may write there",
        e);
  }
}
