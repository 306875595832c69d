package io.engram.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One Kubernetes resource, as it is written. */
record Resource(ObjectNode node) {

  String apiVersion() {
    return node.path("apiVersion").asText();
  }

  String kind() {
    return node.path("kind").asText();
  }

  String name() {
    return node.at("/metadata/name").asText();
  }

  String label(String label) {
    return node.at("/metadata/labels").path(label).asText();
  }

  /** What lies under a JSON pointer; missing where nothing does. */
  JsonNode at(String pointer) {
    return node.at(pointer);
  }

  /** The elements under a JSON pointer; none where nothing lies. */
  Stream<JsonNode> all(String pointer) {
    return elements(node.at(pointer));
  }

  static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  /** The template of its pods; missing where it makes none. */
  JsonNode podTemplate() {
    return Stream.of("/spec/template", "/spec/jobTemplate/spec/template")
        .map(node::at)
        .filter(template -> template.path("spec").has("containers"))
        .findFirst()
        .orElseGet(() -> node.path("no template"));
  }

  boolean hasPods() {
    return !podTemplate().isMissingNode();
  }

  /** The one container that does the work. */
  JsonNode container() {
    return podTemplate().at("/spec/containers/0");
  }

  /** Whether it runs the {@code engram} command, which is the entry point of Engram's images. */
  boolean runsEngram() {
    return hasPods() && name().startsWith("engram-") && !container().has("command");
  }

  /** Those that come before it, too. */
  List<JsonNode> containers() {
    return Stream.of("initContainers", "containers")
        .flatMap(kind -> elements(podTemplate().path("spec").path(kind)))
        .toList();
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }
}
