package io.engram.benchmarks.stage;

import io.engram.benchmarks.child.Parent;
import io.engram.platform.EmbeddedPlatform;
import io.engram.platform.PlatformConfig;
import java.util.Map;

/** The broker and the registry as a child, with temporary data. Says where they are. */
public final class PlatformMain {
  static final String BROKER = "bootstrapServers";
  static final String REGISTRY = "registryUrl";

  private PlatformMain() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.ofThisProcess();
    try (var platform = EmbeddedPlatform.start(PlatformConfig.ephemeral())) {
      parent.tell(Map.of(BROKER, platform.bootstrapServers(), REGISTRY, platform.registryUrl()));
      parent.awaitEnd();
    }
  }
}
