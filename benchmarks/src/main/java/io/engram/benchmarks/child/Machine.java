package io.engram.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How busy the machine was when it was looked at, to tell how much of it others took meanwhile.
 *
 * @param nanos when, on the clock of {@link System#nanoTime}
 * @param busySeconds of all cores since it was started; empty where the system does not tell
 * @param ownSeconds of this process and those that it has started and that still run
 */
public record Machine(long nanos, Optional<Double> busySeconds, double ownSeconds) {
  private static final Path COUNTERS = Path.of("/proc/stat");

  /** Linux counts for programs in hundredths of a second, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISKS = 4;
  private static final int GUESTS = 8;

  /** Looks at it. */
  public static Machine now() {
    double own =
        Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToDouble(cpu -> cpu.toNanos() / 1e9)
            .sum();
    return new Machine(System.nanoTime(), readBusySeconds(), own);
  }

  /**
   * Share of all cores that others used since an earlier look; 0 where the system does not tell.
   */
  public double takenByOthersSince(Machine earlier) {
    if (busySeconds.isEmpty() || earlier.busySeconds.isEmpty()) {
      return 0;
    }
    double others = busySeconds.get() - earlier.busySeconds.get() - ownSeconds + earlier.ownSeconds;
    double all = (nanos - earlier.nanos) / 1e9 * Runtime.getRuntime().availableProcessors();
    return Math.max(0, Math.min(1, others / all));
  }

  private static Optional<Double> readBusySeconds() {
    try (Stream<String> lines = Files.lines(COUNTERS)) {
      return lines.findFirst().map(Machine::secondsIn);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Of the counters' first line: {@code cpu user nice system idle iowait irq softirq steal guest
   * guest_nice}, where the guests' are in the others already.
   */
  static double secondsIn(String line) {
    String[] ticks = line.substring("cpu".length()).strip().split(" +");
    double busy = 0;
    for (int i = 0; i < Math.min(GUESTS, ticks.length); i++) {
      if (i != IDLE && i != WAITING_FOR_DISKS) {
        busy += Long.parseLong(ticks[i]);
      }
    }
    return busy / TICKS_PER_SECOND;
  }
}
