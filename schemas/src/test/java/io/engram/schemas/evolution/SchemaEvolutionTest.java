package io.engram.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every version of an event must read every other, since topics keep them side by side. */
class SchemaEvolutionTest {
  @ParameterizedTest
  @EnumSource
  void shouldBeCompatibleWithEveryEarlierVersion(Topic topic) {
    SchemaHistory history = SchemaHistory.of(topic.event().getSimpleName());
    assertThat(history.versions()).isNotEmpty();
    assertThat(incompatibilities(PublishedSchema.of(topic.event()), history.versions())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveAHistoryInWhichEachVersionIsCompatibleWithThoseBefore(Topic topic) {
    List<AvroSchema> versions = SchemaHistory.of(topic.event().getSimpleName()).versions();
    for (int count = 1; count < versions.size(); count++) {
      assertThat(incompatibilities(versions.get(count), versions.subList(0, count))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveItsCurrentVersionCommitted(Topic topic) throws IOException {
    AvroSchema current = PublishedSchema.of(topic.event());
    SchemaHistory history = SchemaHistory.of(topic.event().getSimpleName());
    if (history.endsWith(current)) {
      return;
    }
    Path proposal = Path.of("target").resolve(history.next());
    Files.createDirectories(proposal.getParent());
    Files.writeString(proposal, current.rawSchema().toString(true) + "\n");
    fail(
        "%s has changed: commit %s as %s. Only a version that no release holds may be replaced instead.",
        topic.event(), proposal, history.next());
  }

  @Test
  void shouldNoticeAFieldWithoutADefault() {
    AvroSchema one =
        new AvroSchema("{'type': 'record', 'name': 'E', 'fields': []}".replace('\'', '"'));
    AvroSchema two =
        new AvroSchema(
            "{'type': 'record', 'name': 'E', 'fields': [{'name': 'a', 'type': 'int'}]}"
                .replace('\'', '"'));
    assertThat(incompatibilities(two, List.of(one))).isNotEmpty();
    assertThat(incompatibilities(one, List.of(two))).isNotEmpty();
  }

  private static List<String> incompatibilities(AvroSchema schema, List<AvroSchema> earlier) {
    return schema.isCompatible(
        CompatibilityLevel.FULL_TRANSITIVE,
        earlier.stream().<ParsedSchemaHolder>map(SimpleParsedSchemaHolder::new).toList());
  }
}
