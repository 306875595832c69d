package io.engram.processor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests find models. */
final class TestBundles {
  private TestBundles() {}

  /** The model that Engram ships. */
  static Path shipped() {
    Path p = Path.of("..", "models", "light").toAbsolutePath().normalize();
    if (Files.exists(p)) return p;
    try {
      Path tiny = Path.of("target/tiny").toAbsolutePath();
      if (!Files.exists(tiny)) io.engram.model.testing.TinyBundle.write(tiny, io.engram.model.testing.TinyModel.of(128, 128));
      return tiny;
    } catch (Exception e) { throw new IllegalStateException(e); }
  }
}
