package io.engram.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDocumentationTest {
  @ParameterizedTest
  @EnumSource
  void shouldDocumentEveryTypeAndField(Topic topic) {
    assertThat(undocumented(SpecificData.get().getSchema(topic.event()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldLetEveryEnumGrow(Topic topic) {
    List<String> fixed = new ArrayList<>();
    for (Schema type : namedTypes(SpecificData.get().getSchema(topic.event()), new HashSet<>())) {
      if (type.getType() == Schema.Type.ENUM && type.getEnumDefault() == null) {
        fixed.add(type.getFullName());
      }
    }
    assertThat(fixed).as("enums without a default, which older readers need").isEmpty();
  }

  @Test
  void shouldNoticeWhatIsMissing() {
    Schema bare =
        new Schema.Parser()
            .parse(
                "{'type': 'record', 'name': 'E', 'fields': [{'name': 'a', 'type': 'int'}]}"
                    .replace('\'', '"'));
    assertThat(undocumented(bare)).containsExactly("E", "E.a");
  }

  private static List<String> undocumented(Schema root) {
    List<String> names = new ArrayList<>();
    for (Schema type : namedTypes(root, new HashSet<>())) {
      if (isBlank(type.getDoc())) {
        names.add(type.getFullName());
      }
      if (type.getType() == Schema.Type.RECORD) {
        type.getFields().stream()
            .filter(field -> isBlank(field.doc()))
            .forEach(field -> names.add(type.getFullName() + "." + field.name()));
      }
    }
    return names;
  }

  /** Records and enums in {@code schema}, at any depth. */
  private static Set<Schema> namedTypes(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.add(schema)) {
          schema.getFields().forEach(field -> namedTypes(field.schema(), found));
        }
      }
      case ENUM -> found.add(schema);
      case ARRAY -> namedTypes(schema.getElementType(), found);
      case MAP -> namedTypes(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> namedTypes(branch, found));
      default -> {}
    }
    return found;
  }

  private static boolean isBlank(String doc) {
    return doc == null || doc.isBlank();
  }
}
