package io.engram.processor.config;

import io.engram.model.store.StoreConfig;
import io.engram.processor.release.ReleaseConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of models. */
final class ReleaseSettings {
  private ReleaseSettings() {}

  static ReleaseConfig read(Settings settings) {
    StoreConfig.S3 s3 =
        new StoreConfig.S3(
            settings.optional(
                "model.s3.endpoint",
                ReleaseSettings::endpoint,
                "the address of an S3 store, such as http://store:9000"),
            settings.text("model.s3.region", StoreConfig.S3.AMAZON.region()));
    String name = settings.text("model.name", "");
    return new ReleaseConfig(
        settings.optional(
            "model.store", place -> new StoreConfig(place, s3), "a folder, or s3://bucket/prefix"),
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        settings.list("model.trusted-keys", Path::of, "files of public keys"),
        settings.value("model.cache-folder", defaultCache(), Path::of, "a folder"),
        Duration.ofSeconds(settings.integer("model.load-timeout-seconds", 120, 1, 86_400)));
  }

  private static URI endpoint(String text) {
    URI endpoint = URI.create(text);
    if (endpoint.getHost() == null || !text.startsWith("http")) {
      throw new IllegalArgumentException(text);
    }
    return endpoint;
  }

  private static Path defaultCache() {
    return Path.of(System.getProperty("user.home"), ".cache", "engram", "models");
  }
}
