package io.engram.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new folder that is removed at the end. It is beside the demo's output rather than among the
 * system's temporary files, which may be in memory.
 */
record ScratchFolder(Path path) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScratchFolder.class);

  static ScratchFolder in(Path parent) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(parent.toAbsolutePath(), ".platform-"));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("{} could not be removed: {}. Remove it by hand.", path, e.getMessage());
    }
  }
}
