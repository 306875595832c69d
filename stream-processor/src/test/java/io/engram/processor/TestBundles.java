package io.engram.processor;

import java.nio.file.Path;

/** Where tests find models. */
final class TestBundles {
  private TestBundles() {}

  /** The model that Engram ships. */
  static Path shipped() {
    return Path.of("..", "models", "mobilenet").toAbsolutePath().normalize();
  }
}
