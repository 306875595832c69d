package io.engram.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a script that answers as the driver's tool does. */
@DisabledOnOs(OS.WINDOWS)
class GpuMemoryTest {
  @TempDir private Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private void bind(String script) throws IOException {
    Path tool = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n" + script + "\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    new GpuMemory(tool.toString()).bindTo(registry);
  }

  private double bytes(String name, String gpu) {
    return registry.get(name).tag("gpu", gpu).gauge().value();
  }

  @Test
  void shouldTellTheMemoryOfEachDevice() throws Exception {
    bind(
        """
        [ "$1 $2" = "--query-gpu=index,memory.used,memory.total --format=csv,noheader,nounits" ] || exit 6
        echo "0, 1234, 143771"
        echo "1, 0, 143771"
        """);

    assertThat(bytes("engram.gpu.memory.used", "0")).isEqualTo(1234L << 20);
    assertThat(bytes("engram.gpu.memory.used", "1")).isZero();
    assertThat(bytes("engram.gpu.memory.total", "1")).isEqualTo(143771L << 20);
  }

  @Test
  void shouldTellNothingWhereThereIsNoDevice() throws Exception {
    bind("echo No devices were found; exit 9");
    bind("echo '0, [N/A], [N/A]'");
    new GpuMemory(folder.resolve("no such tool").toString()).bindTo(registry);

    assertThat(registry.getMeters()).isEmpty();
  }
}
