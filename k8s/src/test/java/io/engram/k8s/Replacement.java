package io.engram.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One of kustomize's {@code replacements}: puts a field's value into parts of others. */
record Replacement(Source source, List<Target> targets) {

  record Source(String kind, String name, String fieldPath) {}

  record Target(Select select, List<String> fieldPaths, Options options) {}

  record Select(String kind) {}

  /** Of a text that the delimiter divides, the part to replace. */
  record Options(String delimiter, int index) {}

  void apply(List<Resource> rendered) {
    String value =
        rendered.stream()
            .filter(resource -> resource.kind().equals(source.kind()))
            .filter(resource -> resource.name().equals(source.name()))
            .map(resource -> resource.at("/" + source.fieldPath().replace('.', '/')).asText())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no " + source));
    for (Target target : targets) {
      rendered.stream()
          .filter(resource -> resource.kind().equals(target.select().kind()))
          .forEach(
              resource ->
                  target
                      .fieldPaths()
                      .forEach(path -> replace(resource.node(), path, target.options(), value)));
    }
  }

  private static void replace(JsonNode in, String path, Options options, String value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      String text = in.required(path).asText();
      String[] parts = text.split(Pattern.quote(options.delimiter()), -1);
      parts[options.index()] = value;
      ((ObjectNode) in).put(path, String.join(options.delimiter(), Arrays.asList(parts)));
      return;
    }
    String rest = path.substring(dot + 1);
    String first = path.substring(0, dot);
    if (first.equals("*")) {
      in.forEach(element -> replace(element, rest, options, value));
    } else {
      replace(in.required(first), rest, options, value);
    }
  }
}
