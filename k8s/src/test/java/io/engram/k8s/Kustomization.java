package io.engram.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@code kustomization.yaml} of this folder, with the features that are used here; any other is
 * refused. Not kustomize: names of generated ConfigMaps get no hash, and no reference is rewritten.
 */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<String> components,
    List<Generator> configMapGenerator,
    List<Image> images,
    List<Patch> patches,
    List<Replacement> replacements) {

  private static final String FILE = "kustomization.yaml";

  /** What has this annotation is there for kustomize alone. */
  private static final String LOCAL = "config.kubernetes.io/local-config";

  record Generator(
      String name, String behavior, List<String> files, List<String> literals, Options options) {}

  record Options(
      boolean disableNameSuffixHash, Map<String, String> labels, Map<String, String> annotations) {}

  record Image(String name, String newName, String newTag) {}

  record Patch(Target target, String patch) {
    record Target(String kind, String name) {}
  }

  static Kustomization read(Path folder) {
    return Yaml.typed(Yaml.documents(folder.resolve(FILE)).get(0), Kustomization.class);
  }

  /** All resources of a folder, in the order in which they are named. */
  static List<Resource> render(Path folder) {
    List<Resource> rendered = new ArrayList<>();
    read(folder).render(folder, rendered);
    rendered.removeIf(resource -> resource.at("/metadata/annotations").has(LOCAL));
    return rendered;
  }

  /** A component sees, and changes, what was there before it. */
  private void render(Path folder, List<Resource> rendered) {
    for (String name : listed(resources)) {
      Path path = folder.resolve(name).normalize();
      if (Files.isDirectory(path)) {
        rendered.addAll(render(path));
      } else {
        Yaml.documents(path).forEach(tree -> rendered.add(new Resource((ObjectNode) tree)));
      }
    }
    for (String name : listed(components)) {
      Path path = folder.resolve(name).normalize();
      read(path).render(path, rendered);
    }
    listed(configMapGenerator).forEach(one -> generate(one, folder, rendered));
    listed(images).forEach(image -> rename(image, rendered));
    listed(patches).forEach(patch -> apply(patch, rendered));
    listed(replacements).forEach(replacement -> replacement.apply(rendered));
    Optional.ofNullable(namespace).ifPresent(name -> move(name, rendered));
  }

  private static void generate(Generator generator, Path folder, List<Resource> rendered) {
    Map<String, String> data = new TreeMap<>();
    listed(generator.files()).stream()
        .map(folder::resolve)
        .forEach(file -> data.put(file.getFileName().toString(), text(file)));
    listed(generator.literals())
        .forEach(
            literal -> {
              int equals = literal.indexOf('=');
              data.put(literal.substring(0, equals), literal.substring(equals + 1));
            });
    ObjectNode target = configMap(generator, rendered);
    if ("replace".equals(generator.behavior())) {
      target.removeAll();
    }
    data.forEach(target::put);
  }

  /** The data of the ConfigMap that a generator makes or, where it says so, changes. */
  private static ObjectNode configMap(Generator generator, List<Resource> rendered) {
    Optional<Resource> existing =
        rendered.stream()
            .filter(resource -> resource.toString().equals("ConfigMap/" + generator.name()))
            .findFirst();
    if (existing.isPresent() == (generator.behavior() == null)) {
      throw new IllegalArgumentException(
          "ConfigMap " + generator.name() + ": made twice, or changed without being there");
    }
    if (existing.isPresent()) {
      return (ObjectNode) existing.get().at("/data");
    }
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = made.putObject("metadata").put("name", generator.name());
    if (generator.options() != null) {
      put(metadata, "labels", generator.options().labels());
      put(metadata, "annotations", generator.options().annotations());
    }
    rendered.add(new Resource(made));
    return made.putObject("data");
  }

  private static void put(ObjectNode metadata, String name, Map<String, String> values) {
    if (values != null) {
      values.forEach(metadata.putObject(name)::put);
    }
  }

  private static void rename(Image image, List<Resource> rendered) {
    rendered.stream()
        .filter(Resource::hasPods)
        .flatMap(resource -> resource.containers().stream())
        .forEach(container -> rename(image, (ObjectNode) container));
  }

  private static void rename(Image image, ObjectNode container) {
    String written = container.path("image").asText();
    int colon = written.indexOf(':', written.lastIndexOf('/') + 1);
    String name = colon < 0 ? written : written.substring(0, colon);
    String tag = colon < 0 ? "" : written.substring(colon);
    if (name.equals(image.name())) {
      container.put(
          "image",
          (image.newName() == null ? name : image.newName())
              + (image.newTag() == null ? tag : ":" + image.newTag()));
    }
  }

  private static void apply(Patch patch, List<Resource> rendered) {
    List<Resource> targets =
        rendered.stream()
            .filter(resource -> resource.kind().equals(patch.target().kind()))
            .filter(resource -> resource.name().equals(patch.target().name()))
            .toList();
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a patch has no target: " + patch.target());
    }
    JsonNode operations = Yaml.parse(patch.patch());
    targets.forEach(target -> JsonPatch.apply(operations, target.node()));
  }

  private static void move(String namespace, List<Resource> rendered) {
    rendered.stream()
        .filter(resource -> !resource.kind().equals("Namespace"))
        .forEach(resource -> ((ObjectNode) resource.at("/metadata")).put("namespace", namespace));
  }

  private static <T> List<T> listed(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
