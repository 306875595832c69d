package io.engram.benchmarks.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects in use in another Java process, as the JDK's {@code jcmd} counts them. */
final class LiveHeap {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private LiveHeap() {}

  /** Collects the garbage of the process; 0 where this Java has no {@code jcmd}. */
  static long bytes(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return 0;
    }
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      Matcher total = TOTAL.matcher(new String(out.readAllBytes(), StandardCharsets.UTF_8));
      return total.find() ? Long.parseLong(total.group(1)) : 0;
    }
  }
}
