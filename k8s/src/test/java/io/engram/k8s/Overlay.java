package io.engram.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** An overlay as it is rendered. */
record Overlay(String name, List<Resource> resources) {
  static final Path FOLDER = Path.of("").toAbsolutePath();
  private static final List<String> NAMES = List.of("local", "production", "gpu");

  static Stream<Overlay> all() {
    return NAMES.stream().map(Overlay::of);
  }

  static Overlay of(String name) {
    return new Overlay(name, Kustomization.render(FOLDER.resolve("overlays").resolve(name)));
  }

  Stream<Resource> ofKind(String kind) {
    return resources.stream().filter(resource -> resource.kind().equals(kind));
  }

  boolean has(String kind, String resource) {
    return ofKind(kind).anyMatch(one -> one.name().equals(resource));
  }

  Resource get(String kind, String resource) {
    return ofKind(kind)
        .filter(one -> one.name().equals(resource))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(kind + "/" + resource + " in " + name));
  }

  /** Everything that makes pods. */
  Stream<Resource> workloads() {
    return resources.stream().filter(Resource::hasPods);
  }

  /** What makes pods that have all of these labels; an empty selector takes every pod. */
  List<Resource> selectedBy(JsonNode labels) {
    return workloads()
        .filter(
            workload -> {
              JsonNode of = workload.podTemplate().at("/metadata/labels");
              return labels.properties().stream()
                  .allMatch(label -> of.path(label.getKey()).equals(label.getValue()));
            })
        .toList();
  }

  /** What makes pods that a NetworkPolicy is about. */
  List<Resource> under(Resource policy) {
    return selectedBy(policy.at("/spec/podSelector/matchLabels")).stream()
        .filter(
            workload ->
                policy
                    .all("/spec/podSelector/matchExpressions")
                    .allMatch(
                        expression -> {
                          JsonNode label =
                              workload
                                  .podTemplate()
                                  .at("/metadata/labels")
                                  .path(expression.path("key").asText());
                          return expression.path("operator").asText().equals("In")
                              && Resource.elements(expression.path("values"))
                                  .anyMatch(label::equals);
                        }))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
