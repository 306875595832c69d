package io.engram.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProcessTest {
  /** Quarkus reads config/application.properties and .env where it is started. */
  @Test
  void shouldNotStartWhereTheUserIs(@TempDir Path data) {
    ProcessBuilder registry =
        RegistryProcess.builder(List.of("java"), data, data.resolve("registry.log"));

    assertThat(registry.directory()).isEqualTo(data.toFile());
  }
}
