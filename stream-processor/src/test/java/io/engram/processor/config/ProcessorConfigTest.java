package io.engram.processor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.EnginesConfig;
import io.engram.model.engine.Gpu;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchTuning;
import io.engram.processor.commit.WindowLimit;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.drift.DriftConfig;
import io.engram.processor.reference.FetchLimits;
import io.engram.processor.reference.HostRule;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.processor.reference.ReferencePolicy;
import io.engram.processor.reference.S3Config;
import io.engram.processor.reference.S3Config.Addressing;
import io.engram.processor.reference.S3Config.Credentials;
import io.engram.schemas.DriftFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorConfigTest {
  static final Map<String, String> REQUIRED =
      Map.of("bootstrap.servers", "broker:9092", "schema.registry.url", "http://registry:8081");

  private static Map<String, String> with(String... namesAndValues) {
    Map<String, String> settings = new HashMap<>(REQUIRED);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  @Test
  void shouldDefaultToExactlyOnceAndToAllowingNoReference() {
    ProcessorConfig config = ProcessorConfig.from(REQUIRED);

    assertThat(config.stream().guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE_V2);
    assertThat(config.stream().applicationId()).isEqualTo("engram-processor");
    assertThat(config.stream().window()).isEqualTo(new WindowLimit(64, 32 << 20));
    assertThat(config.pipeline().references()).isEqualTo(ReferenceConfig.NONE);
    assertThat(config.pipeline().batch()).isEqualTo(batches(OptionalInt.empty(), 5, 100));
    assertThat(config.engines().one().device()).isEqualTo(Device.AUTO);
    assertThat(config.engines().one().precision()).isEqualTo(Precision.FP32);
    assertThat(config.engines().gpus()).containsExactly(0);
    assertThat(config.engines().sessions()).isEmpty();
  }

  @Test
  void shouldReadEverySetting(@TempDir Path one, @TempDir Path two) throws IOException {
    ProcessorConfig config =
        ProcessorConfig.from(
            with(
                "schema.registry.basic.auth.user.info", "me:secret",
                "application.id", "a",
                "instance.id", "i",
                "processing.guarantee", "at_least_once",
                "stream.threads", "3",
                "commit.interval.ms", "250",
                "window.per-partition", "7",
                "window.max-bytes", "9",
                "decode.threads", "5",
                "decode.max-bytes", "1000",
                "decode.max-pixels", "2000",
                "references.folders", one + ", " + two,
                "references.hosts", "images.example.com, *.example.org:8443",
                "references.private-hosts", "http://store:9000",
                "references.buckets", "spring, summer",
                "references.timeout-ms", "2000",
                "references.connect-timeout-ms", "1000",
                "references.attempts", "2",
                "references.in-flight", "10",
                "references.per-host", "3",
                "references.s3.endpoint", "http://store:9000",
                "references.s3.region", "eu-north-1",
                "references.s3.addressing", "virtual",
                "references.s3.credentials", "anonymous",
                "batch.max-size", "8",
                "batch.max-delay-ms", "1",
                "batch.max-latency-ms", "20",
                "cache.max-bytes", "77",
                "cache.max-age-minutes", "3",
                "engine.device", "cpu",
                "engine.threads", "4",
                "engine.gpus", "1, 3",
                "engine.sessions", "2",
                "engine.cache-folder", one.toString(),
                "engine.precision", "int8",
                "drift.window", "500",
                "drift.threshold", "0.3",
                "drift.features", "size, score",
                "drift.dataset", "ads",
                "kafka.security.protocol", "SSL"));

    assertThat(config.stream())
        .isEqualTo(
            new StreamConfig(
                "broker:9092",
                "http://registry:8081",
                Map.of("basic.auth.user.info", "me:secret"),
                "a",
                "i",
                Guarantee.AT_LEAST_ONCE,
                3,
                250,
                new WindowLimit(7, 9),
                Map.of("security.protocol", "SSL")));
    assertThat(config.pipeline().readers()).isEqualTo(5);
    assertThat(config.pipeline().limits().maxBytes()).isEqualTo(1000);
    assertThat(config.pipeline().limits().maxPixels()).isEqualTo(2000);
    assertThat(config.pipeline().references())
        .isEqualTo(
            new ReferenceConfig(
                new ReferencePolicy(
                    List.of(one.toRealPath(), two.toRealPath()),
                    List.of(
                        HostRule.parse("https://images.example.com"),
                        HostRule.parse("https://*.example.org:8443")),
                    List.of(HostRule.parse("http://store:9000")),
                    Set.of("spring", "summer")),
                new FetchLimits(10, 3, 2, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new S3Config(
                    Optional.of(URI.create("http://store:9000")),
                    "eu-north-1",
                    Addressing.VIRTUAL,
                    Credentials.ANONYMOUS)));
    assertThat(config.pipeline().batch()).isEqualTo(batches(OptionalInt.of(8), 1, 20));
    assertThat(config.pipeline().cache()).isEqualTo(new CacheLimit(77, Duration.ofMinutes(3)));
    Gpu gpu = new Gpu(0, Optional.of(one.toRealPath()));
    assertThat(config.engines())
        .isEqualTo(
            new EnginesConfig(
                new EngineConfig(Device.CPU, 4, Precision.INT8, gpu),
                List.of(1, 3),
                OptionalInt.of(2)));
    assertThat(config.drift())
        .isEqualTo(
            new DriftConfig(
                500, 0.3, Set.of(DriftFeature.SCORE, DriftFeature.SIZE), Optional.of("ads")));
  }

  @Test
  void shouldWatchAllFeaturesByDefaultAndNoneWhereTheWindowIsZero() {
    assertThat(ProcessorConfig.from(REQUIRED).drift())
        .isEqualTo(
            new DriftConfig(
                1000,
                0.1,
                Set.of(DriftFeature.SCORE, DriftFeature.BRIGHTNESS, DriftFeature.SIZE),
                Optional.empty()));
    assertThat(ProcessorConfig.from(REQUIRED).drift().isOn()).isTrue();
    assertThat(ProcessorConfig.from(with("drift.window", "0")).drift().isOn()).isFalse();
  }

  @Test
  void shouldRefuseWhatIsNoDrift() {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(
            () ->
                ProcessorConfig.from(
                    with(
                        "drift.window", "99",
                        "drift.threshold", "0",
                        "drift.features", "score,colour")))
        .withMessageContainingAll(
            "drift.window is '99', but must be 0, or a whole number from 100 to 1,000,000",
            "drift.threshold is '0', but must be a number above 0, such as 0.1",
            "drift.features is 'score,colour', but must be a comma-separated list of some of score,"
                + " brightness, size");
    for (String threshold : List.of("NaN", "Infinity", "-1", "much")) {
      assertThatExceptionOfType(InvalidConfigException.class)
          .isThrownBy(() -> ProcessorConfig.from(with("drift.threshold", threshold)))
          .withMessageContaining("drift.threshold is '" + threshold + "'");
    }
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ProcessorConfig.from(with("drift.features", "unknown")))
        .withMessageContaining("drift.features is 'unknown'");
  }

  private static BatchConfig batches(OptionalInt size, int delay, int latency) {
    return new BatchConfig(
        size, Duration.ofMillis(delay), new BatchTuning(Duration.ofMillis(latency), 256));
  }

  @Test
  void shouldReportAllErrorsTogether() {
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", "broker:9092",
            "batch.max-sise", "8",
            "stream.threads", "many",
            "decode.threads", "0",
            "engine.device", "abacus",
            "references.folders", "relative/folder",
            "references.hosts", "images.example.com/folder",
            "references.buckets", "s3://spring",
            "references.s3.endpoint", "store:9000");

    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ProcessorConfig.from(settings))
        .withMessageContainingAll(
            "schema.registry.url is not set",
            "batch.max-sise is unknown; did you mean batch.max-size?",
            "stream.threads is 'many', but must be a whole number from 1 to 256",
            "decode.threads is '0'",
            "engine.device is 'abacus', but must be one of auto, cpu, cuda, tensorrt",
            "references.folders is 'relative/folder'",
            "references.hosts is 'images.example.com/folder', but must be a comma-separated list of"
                + " hosts, such as images.example.com, *.example.com or http://store:9000",
            "references.buckets is 's3://spring'",
            "references.s3.endpoint is 'store:9000'");
  }

  @Test
  void shouldRefuseKafkaSettingsThatWouldUndoTheCommitRule() {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(
            () ->
                ProcessorConfig.from(
                    with(
                        "kafka.group.protocol", "streams",
                        "kafka.main.consumer.group.protocol", "consumer",
                        "kafka.application.id", "other",
                        "kafka.default.production.exception.handler", "LogAndContinue",
                        "kafka.processing.exception.handler", "LogAndContinue")))
        .withMessageContainingAll(
            "kafka.group.protocol cannot be set: the commit rule needs the classic protocol",
            "kafka.main.consumer.group.protocol cannot be set: the commit rule",
            "kafka.application.id cannot be set: set application.id",
            "kafka.default.production.exception.handler cannot be set",
            "kafka.processing.exception.handler cannot be set");
  }

  @Test
  void shouldRefuseMisspeltSettingsOfKafkaAndTheRegistry() {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(
            () ->
                ProcessorConfig.from(
                    with(
                        "kafka.securty.protocol", "SSL",
                        "kafka.producer.lingr.ms", "5",
                        "schema.registry.basic.auth.userinfo", "me:secret")))
        .withMessageContainingAll(
            "kafka.securty.protocol is unknown to Kafka; did you mean kafka.security.protocol?",
            "kafka.producer.lingr.ms is unknown to Kafka; did you mean kafka.producer.linger.ms?",
            "schema.registry.basic.auth.userinfo is unknown; did you mean"
                + " schema.registry.basic.auth.user.info?");
  }

  @Test
  void shouldCommitWellBeforeKafkaEndsATransaction() {
    int kafkas = 10_000;

    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ProcessorConfig.from(with("commit.interval.ms", "" + kafkas)))
        .withMessageContaining("from 1 to 5,000");
  }

  @Test
  void shouldPassKafkaSettingsOn() {
    ProcessorConfig config =
        ProcessorConfig.from(
            with(
                "kafka.security.protocol", "SSL",
                "kafka.producer.linger.ms", "7",
                "kafka.ssl.truststore.location", "/trust.jks",
                "instance.id", "processor-0"));

    assertThat(config.stream().toProperties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("producer.linger.ms", "7")
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("main.consumer.group.instance.id", "processor-0");
  }
}
