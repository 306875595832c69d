package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {
  private static final int MORE_THAN_THE_SDK_HAS_ROOM_FOR = 8192;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "YES", " 1 "})
  void shouldBeOffWhereOnnxRuntimeTakesItForOff(String value) {
    assertThat(Telemetry.isOff(Map.of("ORT_DISABLE_TELEMETRY", value), "Linux")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "no", "2"})
  void shouldBeOnOtherwise(String value) {
    assertThat(Telemetry.isOff(Map.of("ORT_DISABLE_TELEMETRY", value), "Linux")).isFalse();
    assertThat(Telemetry.isOff(Map.of(), "Mac OS X")).isFalse();
  }

  @Test
  void shouldNotMatterOnWindowsWhereTheApiSwitchesItOff() {
    assertThat(Telemetry.isOff(Map.of(), "Windows 11")).isTrue();
  }

  /** Opens a bundle in a JVM of its own, since the library loads once. */
  public static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      ModelBundle bundle = ModelBundle.open(Path.of(args[0]));
      try (var engine = Engines.open(bundle, EngineConfig.defaults())) {
        System.out.println("opened on " + engine.device());
      } catch (EngineUnavailableException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldRefuseInWordsWhatWouldKillTheProcess() throws Exception {
    Path bundle = folder.resolve("tiny");
    TinyBundle.write(bundle, TinyModel.of(12, 8));
    String longClassPath =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + "x".repeat(MORE_THAN_THE_SDK_HAS_ROOM_FOR);
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            longClassPath,
            Child.class.getName(),
            bundle.toString());
    builder.environment().remove(Telemetry.VARIABLE);

    Process child = builder.redirectErrorStream(true).start();
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).as(printed).isZero();
    assertThat(printed).contains("refused: ", "ORT_DISABLE_TELEMETRY=1");
  }
}
