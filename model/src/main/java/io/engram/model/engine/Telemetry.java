package io.engram.model.engine;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * ONNX Runtime's telemetry. Outside Windows it can be switched off for good by the environment
 * only, before the library loads. Left on, it reports that the process has started, and in 1.29 it
 * kills a process whose command line is longer than 4 KiB, as a long class path makes it: it copies
 * {@code /proc/self/cmdline} into a buffer of that size. There is no exception for that.
 */
final class Telemetry {
  static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  /** What ONNX Runtime itself takes for yes. */
  private static final Set<String> YES = Set.of("1", "true", "yes");

  private Telemetry() {}

  /**
   * Whether the library may be loaded.
   *
   * @param environment the variables of this process
   * @param system the name of the operating system, as Java has it
   */
  static boolean isOff(Map<String, String> environment, String system) {
    return system.startsWith("Windows")
        || YES.contains(environment.getOrDefault(VARIABLE, "").strip().toLowerCase(Locale.ROOT));
  }
}
