package io.engram.processor.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * What the processor may fetch on behalf of events: whoever can write an event could otherwise read
 * any file of this machine.
 *
 * @param folders images under these folders may be named by {@code file:} references; empty allows
 *     none. Symbolic links are resolved before the check.
 */
public record ReferencePolicy(List<Path> folders) {
  /** Allows no reference. */
  public static final ReferencePolicy NONE = new ReferencePolicy(List.of());

  public ReferencePolicy {
    folders = List.copyOf(folders);
  }

  boolean allows(Path realFile) {
    return folders.stream().anyMatch(realFile::startsWith);
  }
}
