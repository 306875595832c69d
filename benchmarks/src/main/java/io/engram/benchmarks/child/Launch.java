package io.engram.benchmarks.child;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a program needs beyond this process's own options and class path.
 *
 * @param library that its class path begins with
 */
public record Launch(List<String> javaOptions, Optional<Path> library) {
  /** Nothing. */
  public static final Launch PLAIN = new Launch(List.of(), Optional.empty());

  public Launch {
    javaOptions = List.copyOf(javaOptions);
  }

  String classPath() {
    String own = System.getProperty("java.class.path");
    return library.map(first -> first + File.pathSeparator + own).orElse(own);
  }
}
