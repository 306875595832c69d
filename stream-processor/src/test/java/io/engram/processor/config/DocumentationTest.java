package io.engram.processor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`*]+)` \\|(?: `([^`]+)`)?[^|]*\\|", Pattern.MULTILINE);

  /** The documented settings and their defaults; null where there is none to write down. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    for (MatchResult row : ROW.matcher(page).results().toList()) {
      defaults.put(row.group(1), row.group(2));
    }
    return defaults;
  }

  @Test
  void shouldDocumentEverySettingAndNoOther() throws IOException {
    Settings settings = new Settings(ProcessorConfigTest.REQUIRED);
    ProcessorConfig.read(settings);

    assertThat(documented().keySet()).isEqualTo(settings.names());
  }

  @Test
  void shouldDocumentTheDefaultsAsTheyAre() throws IOException {
    Map<String, String> settings = documented();
    settings.values().removeIf(value -> value == null);
    settings.putAll(ProcessorConfigTest.REQUIRED);

    assertThat(ProcessorConfig.from(settings))
        .isEqualTo(ProcessorConfig.from(ProcessorConfigTest.REQUIRED));
    assertThat(settings).containsEntry("decode.max-bytes", "33554432").hasSizeGreaterThan(10);
  }
}
