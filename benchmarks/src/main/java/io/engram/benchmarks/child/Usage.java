package io.engram.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * What processes have used since they started.
 *
 * @param cpu time on all cores
 * @param peakBytes resident memory at its highest; 0 where the system does not tell
 */
public record Usage(Duration cpu, long peakBytes) {
  static Usage of(ProcessHandle process) {
    return new Usage(
        process.info().totalCpuDuration().orElse(Duration.ZERO), bytes(process, "VmHWM:"));
  }

  /** Of several processes together. */
  public static Usage sum(Collection<Usage> usages) {
    return new Usage(
        usages.stream().map(Usage::cpu).reduce(Duration.ZERO, Duration::plus),
        usages.stream().mapToLong(Usage::peakBytes).sum());
  }

  /** Seconds of processor time between an earlier look and this one. */
  public double cpuSecondsSince(Usage earlier) {
    return cpu.minus(earlier.cpu).toNanos() / 1e9;
  }

  /** Resident memory at this moment; 0 where the system does not tell. */
  static long residentBytes(ProcessHandle process) {
    return bytes(process, "VmRSS:");
  }

  /** What Linux tells of a process. */
  private static long bytes(ProcessHandle process, String field) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
