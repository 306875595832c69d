package io.engram.processor.release;

import io.engram.model.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How models come.
 *
 * @param store where released models are; empty: the model that the processor is started with
 *     serves for good
 * @param model name of the model that is followed; empty: that of the model that the processor is
 *     started with
 * @param trustedKeys public keys of those whose bundles are served; none: everybody's are
 * @param cache a folder for copies of bundles
 * @param loadTimeout how long a model may take to load and warm up
 */
public record ReleaseConfig(
    Optional<StoreConfig> store,
    Optional<String> model,
    List<Path> trustedKeys,
    Path cache,
    Duration loadTimeout) {
  public ReleaseConfig {
    trustedKeys = List.copyOf(trustedKeys);
  }
}
