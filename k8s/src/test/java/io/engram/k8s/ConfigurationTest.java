package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.k8s.CustomResources.ExternalSecret;
import io.engram.processor.config.ProcessorConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds commands, settings and Kafka's client files against the code that reads them. */
class ConfigurationTest {
  private static final String CLIENT_FILE = "client.properties";
  private static final int STREAM_CLOSES_WITHIN_SECONDS = 30;

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldConfigureTheProcessor(Overlay overlay) {
    Map<String, String> settings = settings(overlay);

    assertThat(settings.keySet())
        .filteredOn(name -> !name.startsWith("kafka."))
        .isSubsetOf(ProcessorConfig.settings());
    assertThatCode(() -> ProcessorConfig.from(settings)).doesNotThrowAnyException();
    assertThat(ProcessorConfig.from(settings).stream().applicationId())
        .isEqualTo(KafkaResources.PROCESSORS);
    assertThat(ProcessorConfig.from(settings).stream().instanceId())
        .isEqualTo("engram-processor-0");
    assertThat(ProcessorConfig.from(settings).releases().store().isPresent())
        .isEqualTo(!overlay.name().equals("local"));
  }

  /**
   * The file, the client's file and the arguments, as {@code engram process} puts them together.
   */
  static Map<String, String> settings(Overlay overlay) {
    Map<String, String> connection = environment(overlay);
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", connection.get("ENGRAM_BOOTSTRAP_SERVERS"));
    settings.put("schema.registry.url", connection.get("ENGRAM_REGISTRY"));
    clientFiles(overlay)
        .get("engram-processor-kafka")
        .forEach((name, value) -> settings.put("kafka." + name, value));
    settings.putAll(
        properties(
            overlay
                .get("ConfigMap", "engram-processor")
                .at("/data")
                .path("processor.properties")
                .asText()));
    arguments(overlay.get("StatefulSet", "engram-processor"), connection).stream()
        .filter(argument -> argument.matches("[a-z0-9.-]+=.*"))
        .map(argument -> argument.split("=", 2))
        .forEach(setting -> settings.put(setting[0], setting[1]));
    return settings;
  }

  private static Map<String, String> environment(Overlay overlay) {
    Map<String, String> environment = new HashMap<>();
    overlay
        .get("ConfigMap", "engram-connection")
        .at("/data")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    return environment;
  }

  /** With {@code $(NAME)} replaced, as Kubernetes does it. */
  private static List<String> arguments(Resource workload, Map<String, String> connection) {
    Map<String, String> environment = new HashMap<>(connection);
    environment.put("POD_NAME", workload.name() + "-0");
    return Resource.elements(workload.container().path("args"))
        .map(JsonNode::asText)
        .map(
            argument -> {
              String expanded = argument;
              for (var variable : environment.entrySet()) {
                expanded = expanded.replace("$(" + variable.getKey() + ")", variable.getValue());
              }
              return expanded;
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldRunCommandsThatThereAre(Overlay overlay) {
    for (Resource workload : overlay.workloads().filter(Resource::runsEngram).toList()) {
      String[] words = arguments(workload, environment(overlay)).toArray(String[]::new);
      assertThat(words).noneMatch(word -> word.contains("$("));
      assertThatCode(() -> Commands.commandLine().parseArgs(words))
          .as(workload.toString())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldNameTheFilesThatAreMounted(Overlay overlay) {
    String clientFile = environment(overlay).get("ENGRAM_CLIENT_CONFIG");
    for (Resource workload : overlay.workloads().filter(Resource::runsEngram).toList()) {
      JsonNode spec = workload.podTemplate().path("spec");
      assertThat(mounted(workload, "kafka", spec)).isEqualTo(clientFile);
      assertThat(mounted(workload, "kafka-ca", spec))
          .isEqualTo(
              clientFiles(overlay).get("engram-operator-kafka").get("ssl.truststore.location"));
    }
    Resource processor = overlay.get("StatefulSet", "engram-processor");
    assertThat(arguments(processor, Map.of())).contains("/etc/engram/config/processor.properties");
    assertThat(mountPath(processor, "config")).isEqualTo("/etc/engram/config");
    assertThat(settings(overlay).get("model.cache-folder"))
        .startsWith(mountPath(processor, "cache"));
  }

  private static String mounted(Resource workload, String volume, JsonNode spec) {
    return Resource.elements(spec.path("volumes"))
        .filter(one -> one.path("name").asText().equals(volume))
        .map(one -> one.at("/secret/items/0/path").asText())
        .map(file -> mountPath(workload, volume) + "/" + file)
        .findFirst()
        .orElseThrow();
  }

  private static String mountPath(Resource workload, String volume) {
    return Resource.elements(workload.container().path("volumeMounts"))
        .filter(mount -> mount.path("name").asText().equals(volume))
        .map(mount -> mount.path("mountPath").asText())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldLogInAsTheUserWhosePasswordItHas(Overlay overlay) {
    Map<String, Map<String, String>> files = clientFiles(overlay);
    assertThat(files).isNotEmpty();
    files.forEach(
        (secret, properties) -> {
          assertThat(ConsumerConfig.configNames()).containsAll(properties.keySet());
          String user = secret.replaceFirst("-kafka$", "");
          assertThat(properties.get(SaslConfigs.SASL_JAAS_CONFIG))
              .contains("username=\"" + user + "\"");
          assertThat(overlay.has("KafkaUser", user)).isTrue();
        });
  }

  /** Of each Secret that has one, the file of Kafka's client. */
  private static Map<String, Map<String, String>> clientFiles(Overlay overlay) {
    Map<String, Map<String, String>> files = new HashMap<>();
    overlay
        .ofKind("Secret")
        .forEach(
            secret ->
                files.put(
                    secret.name(),
                    properties(secret.at("/stringData").path(CLIENT_FILE).asText())));
    overlay
        .ofKind("ExternalSecret")
        .map(Kinds::typed)
        .map(ExternalSecret.class::cast)
        .filter(secret -> secret.keys().contains(CLIENT_FILE))
        .forEach(
            secret ->
                files.put(
                    secret.spec().target().name(),
                    properties(secret.spec().target().template().data().get(CLIENT_FILE))));
    return files;
  }

  private static Map<String, String> properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveThreadsForItsCores(Overlay overlay) {
    Resource processor = overlay.get("StatefulSet", "engram-processor");
    String cores = processor.container().at("/resources/limits/cpu").asText();

    assertThat(settings(overlay)).containsEntry("decode.threads", cores);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveTimeToStop(Overlay overlay) {
    assertThat(
            overlay
                .get("StatefulSet", "engram-processor")
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt())
        .isGreaterThan(STREAM_CLOSES_WITHIN_SECONDS);
  }
}
