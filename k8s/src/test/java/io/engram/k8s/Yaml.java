package io.engram.k8s;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads YAML strictly: neither a key twice nor a field that its type does not have. */
final class Yaml {
  private static final YAMLMapper PLAIN =
      YAMLMapper.builder(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final ObjectMapper TYPED =
      new ObjectMapper()
          .setAnnotationIntrospector(new WithoutLeniency())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Yaml() {}

  /**
   * The models of fabric8 and Strimzi keep what they don't know in a map, by {@link JsonAnySetter}.
   */
  private static final class WithoutLeniency extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return null;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return JsonIgnoreProperties.Value.empty();
    }
  }

  /** All documents of a file. */
  static List<JsonNode> documents(Path file) {
    try (var documents =
        PLAIN.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file))) {
      return documents.readAll().stream().filter(document -> !document.isNull()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return PLAIN.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a tree into a type.
   *
   * @throws IllegalArgumentException naming the field that the type does not have
   */
  static <T> T typed(JsonNode tree, Class<T> type) {
    return TYPED.convertValue(tree, type);
  }
}
