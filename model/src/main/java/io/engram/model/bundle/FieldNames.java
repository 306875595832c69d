package io.engram.model.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Holds the field names of a document against the records that it shall become, before Jackson
 * makes them: it would report a misspelt field as the one that is missing.
 */
final class FieldNames {
  private final JsonMapper mapper;

  FieldNames(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @throws IllegalArgumentException if a field is unknown, with the nearest valid name, or
   *     missing, unless {@link JsonInclude} says that it may be
   */
  void check(JsonNode document, Class<? extends Record> type) {
    check(document, mapper.constructType(type), "");
  }

  private void check(JsonNode node, JavaType type, String path) {
    if (!node.isObject()) {
      return; // A value, or something of the wrong type, which is for Jackson to report.
    }
    if (type.getRawClass().isRecord()) {
      checkRecord(node, type, path);
    } else if (type.isMapLikeType()) {
      checkMap(node, type, path);
    }
  }

  private void checkRecord(JsonNode node, JavaType type, String path) {
    Map<String, JavaType> fields = new LinkedHashMap<>();
    Set<String> optional = new HashSet<>();
    for (RecordComponent component : type.getRawClass().getRecordComponents()) {
      fields.put(component.getName(), mapper.constructType(component.getGenericType()));
      if (component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
        optional.add(component.getName());
      }
    }
    node.fieldNames()
        .forEachRemaining(
            name ->
                Checks.check(
                    fields.containsKey(name),
                    "unknown field '%s', did you mean '%s'?",
                    path + name,
                    NearestName.to(name, fields.keySet())));
    fields.forEach(
        (name, fieldType) -> {
          if (!optional.contains(name) || node.has(name)) {
            Checks.present(path + name, node.get(name));
            check(node.get(name), fieldType, path + name + ".");
          }
        });
  }

  private void checkMap(JsonNode node, JavaType type, String path) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (type.getKeyType().hasRawClass(Precision.class)) {
        Precision.of(entry.getKey());
      }
      check(entry.getValue(), type.getContentType(), path + entry.getKey() + ".");
    }
  }
}
