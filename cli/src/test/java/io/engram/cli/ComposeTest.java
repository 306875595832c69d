package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import io.engram.processor.config.ProcessorConfig;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds docker-compose.yml against the commands, settings and files that there are. */
class ComposeTest {
  private JsonNode services;

  @BeforeEach
  void read() throws Exception {
    // Jackson does not follow anchors.
    Object file = new Yaml().load(Files.readString(CommandRun.HOME.resolve("docker-compose.yml")));
    services = new ObjectMapper().<JsonNode>valueToTree(file).get("services");
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** Of those services that run a command of Engram, by their names. */
  private Map<String, List<String>> commands() {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    services
        .properties()
        .forEach(
            service -> {
              boolean runsEngram = service.getValue().path("image").asText().startsWith("engram-");
              if (runsEngram && service.getValue().has("command")) {
                commands.put(service.getKey(), words(service.getValue().get("command")));
              }
            });
    return commands;
  }

  @Test
  void shouldRunCommandsThatThereAre() {
    var console = new Console(new PrintWriter(System.out), new PrintWriter(System.err), false);
    assertThat(commands()).hasSizeGreaterThan(4);
    commands()
        .forEach(
            (service, command) ->
                assertThatCode(
                        () ->
                            new Engram(console, new StopSignal(), CommandRun.INSTALLATION)
                                .commandLine()
                                .parseArgs(command.toArray(String[]::new)))
                    .as(service)
                    .doesNotThrowAnyException());
  }

  @Test
  void shouldConfigureProcessorsWithSettingsThatThereAre() {
    commands().values().stream()
        .filter(command -> command.get(0).equals("process"))
        .forEach(
            command -> {
              Map<String, String> settings = new LinkedHashMap<>();
              settings.put("bootstrap.servers", "kafka:29092");
              settings.put("schema.registry.url", "http://registry:8080");
              command.stream()
                  .skip(1)
                  .filter(word -> !word.startsWith("--"))
                  .forEach(word -> settings.put(word.split("=", 2)[0], word.split("=", 2)[1]));
              assertThatCode(() -> ProcessorConfig.from(settings)).doesNotThrowAnyException();
            });
  }

  @Test
  void shouldServeTheModelThatIsTrained() {
    String trained =
        commands().get("trainer").stream()
            .filter(word -> word.startsWith("--preset="))
            .map(word -> word.substring("--preset=".length()))
            .findFirst()
            .orElseThrow();

    for (String processor : List.of("processor", "processor-gpu")) {
      assertThat(commands().get(processor)).as(processor).contains("model.name=" + trained);
    }
  }

  @Test
  void shouldMountAndBuildFromFilesThatThereAre() {
    List<String> files = new ArrayList<>();
    for (JsonNode service : services) {
      words(service.path("volumes")).stream()
          .map(volume -> volume.split(":")[0])
          .filter(source -> source.startsWith("./"))
          .forEach(files::add);
      Stream.ofNullable(service.at("/build/dockerfile").textValue()).forEach(files::add);
    }

    assertThat(files).hasSizeGreaterThan(5);
    assertThat(files).allMatch(file -> Files.exists(CommandRun.HOME.resolve(file)));
  }

  @Test
  void shouldWaitForServicesThatThereAre() {
    for (JsonNode service : services) {
      JsonNode after = service.path("depends_on");
      List<String> names =
          after.isObject()
              ? after.properties().stream().map(Map.Entry::getKey).toList()
              : words(after);
      assertThat(names).allMatch(services::has);
    }
  }

  @Test
  void shouldHandTracesOnToServicesThatThereAre() throws Exception {
    JsonNode collector =
        new YAMLMapper().readTree(CommandRun.HOME.resolve("observability/collector.yml").toFile());
    URI takes =
        URI.create("http://" + collector.at("/receivers/otlp/protocols/http/endpoint").asText());
    URI keeps = URI.create(collector.at("/exporters/zipkin/endpoint").asText());

    assertThat(words(services.get("collector").get("ports")))
        .containsExactly("127.0.0.1:%1$d:%1$d".formatted(takes.getPort()));
    assertThat(words(services.get(keeps.getHost()).get("ports")))
        .containsExactly("127.0.0.1:%1$d:%1$d".formatted(keeps.getPort()));
  }

  @Test
  void shouldScrapeThePortsThatProcessesAnswerOn() throws Exception {
    JsonNode jobs =
        new YAMLMapper()
            .readTree(CommandRun.HOME.resolve("observability/prometheus.yml").toFile())
            .get("scrape_configs");
    for (JsonNode job : jobs) {
      String port = "--metrics-port=" + job.at("/dns_sd_configs/0/port").asText();
      for (String service : words(job.at("/dns_sd_configs/0/names"))) {
        assertThat(commands().get(service)).as(service).contains(port);
      }
    }
  }
}
