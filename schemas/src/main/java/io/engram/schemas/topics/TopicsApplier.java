package io.engram.schemas.topics;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.engram.schemas.topics.ApplyReport.Line;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/**
 * Creates every topic of {@link Topic} and registers its event's schema, FULL_TRANSITIVE.
 *
 * <p>Idempotent: a second run finds everything present. In a topic that exists it raises the size
 * limit and sets the compression, no more; other differences are reported with a remedy.
 */
public final class TopicsApplier {
  private TopicsApplier() {}

  /**
   * Blocks until cluster and registry have answered, or {@code admin}'s timeouts are over.
   *
   * @param admin stays the caller's to close
   * @param registry stays the caller's to close
   * @throws TopicsNotAppliedException if the cluster or the registry does not answer or refuses
   */
  public static ApplyReport apply(
      Admin admin, SchemaRegistryClient registry, TopicSettings settings)
      throws TopicsNotAppliedException {
    List<Line> lines = new ArrayList<>(new BrokerTopics(admin, settings).apply());
    RegistrySubjects subjects = new RegistrySubjects(registry);
    for (Topic topic : Topic.values()) {
      lines.add(subjects.apply(topic));
    }
    return new ApplyReport(lines);
  }
}
