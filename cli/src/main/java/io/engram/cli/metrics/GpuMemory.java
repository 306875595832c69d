package io.engram.cli.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Memory of NVIDIA's devices, of all that use it, as the driver's own tool tells it: ONNX Runtime
 * has no word for it in Java. The tool takes a while, so it is asked every ten seconds, beside
 * those who ask for metrics.
 */
final class GpuMemory implements MeterBinder {
  private static final List<String> QUESTION =
      List.of("--query-gpu=index,memory.used,memory.total", "--format=csv,noheader,nounits");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final long MEBIBYTE = 1 << 20;

  private record Memory(long used, long total) {}

  private final String tool;
  private volatile Map<String, Memory> devices;

  /**
   * @param tool usually {@code nvidia-smi}; where there is none, or no device, nothing is told
   */
  GpuMemory(String tool) {
    this.tool = tool;
    this.devices = answer();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (devices.isEmpty()) {
      return;
    }
    Executors.newSingleThreadScheduledExecutor(GpuMemory::thread)
        .scheduleWithFixedDelay(
            () -> devices = answer(), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    for (String device : devices.keySet()) {
      gauge("engram.gpu.memory.used", device, Memory::used, registry);
      gauge("engram.gpu.memory.total", device, Memory::total, registry);
    }
  }

  private void gauge(
      String name, String device, ToLongFunction<Memory> bytes, MeterRegistry registry) {
    Gauge.builder(name, this, all -> all.value(device, bytes))
        .tag("gpu", device)
        .baseUnit(BaseUnits.BYTES)
        .strongReference(true)
        .register(registry);
  }

  private double value(String device, ToLongFunction<Memory> bytes) {
    Memory memory = devices.get(device);
    return memory == null ? Double.NaN : bytes.applyAsLong(memory);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "engram-gpu-memory");
    thread.setDaemon(true);
    return thread;
  }

  private Map<String, Memory> answer() {
    try {
      Process process =
          new ProcessBuilder(tool, QUESTION.get(0), QUESTION.get(1))
              .redirectError(Redirect.DISCARD)
              .start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            || process.exitValue() != 0) {
          return Map.of();
        }
        return parse(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException | NumberFormatException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** A line a device: its index, and mebibytes used and in all. */
  private static Map<String, Memory> parse(String answer) {
    Map<String, Memory> devices = new LinkedHashMap<>();
    answer
        .lines()
        .map(line -> line.split(",\\s*"))
        .filter(fields -> fields.length == 3)
        .forEach(
            fields ->
                devices.put(
                    fields[0].strip(),
                    new Memory(
                        Long.parseLong(fields[1].strip()) * MEBIBYTE,
                        Long.parseLong(fields[2].strip()) * MEBIBYTE)));
    return devices;
  }
}
