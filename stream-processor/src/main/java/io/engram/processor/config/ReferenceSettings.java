package io.engram.processor.config;

import io.engram.processor.reference.FetchLimits;
import io.engram.processor.reference.HostRule;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.processor.reference.ReferencePolicy;
import io.engram.processor.reference.S3Config;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;

/** The settings of references. */
final class ReferenceSettings {
  private static final String HOSTS =
      "hosts, such as images.example.com, *.example.com or http://store:9000";

  private ReferenceSettings() {}

  static ReferenceConfig read(Settings settings) {
    return new ReferenceConfig(policy(settings), limits(settings), s3(settings));
  }

  private static ReferencePolicy policy(Settings settings) {
    return new ReferencePolicy(
        settings.folders("references.folders"),
        settings.list("references.hosts", HostRule::parse, HOSTS),
        settings.list("references.private-hosts", HostRule::parse, HOSTS),
        new LinkedHashSet<>(
            settings.list("references.buckets", ReferencePolicy::bucket, "names of S3 buckets")));
  }

  private static FetchLimits limits(Settings settings) {
    FetchLimits defaults = FetchLimits.defaults();
    return new FetchLimits(
        settings.integer("references.in-flight", defaults.inFlight(), 1, 4096),
        settings.integer("references.per-host", defaults.perHost(), 1, 4096),
        settings.integer("references.attempts", defaults.attempts(), 1, 100),
        millis(settings, "references.connect-timeout-ms", defaults.connectTimeout()),
        millis(settings, "references.timeout-ms", defaults.timeout()));
  }

  private static S3Config s3(Settings settings) {
    S3Config defaults = S3Config.defaults();
    return new S3Config(
        settings.optional(
            "references.s3.endpoint",
            ReferenceSettings::endpoint,
            "the address of an S3 store, such as http://store:9000"),
        settings.text("references.s3.region", defaults.region()),
        settings.oneOf("references.s3.addressing", defaults.addressing()),
        settings.oneOf("references.s3.credentials", defaults.credentials()));
  }

  private static URI endpoint(String text) {
    URI endpoint = URI.create(text);
    S3Config.requireEndpoint(endpoint);
    return endpoint;
  }

  private static Duration millis(Settings settings, String name, Duration defaultValue) {
    int millis = Math.toIntExact(defaultValue.toMillis());
    return Duration.ofMillis(settings.integer(name, millis, 1, 600_000));
  }
}
