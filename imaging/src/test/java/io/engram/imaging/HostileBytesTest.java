package io.engram.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileBytesTest {
  private static final List<String> FIXTURES =
      List.of(
          "baseline.jpg",
          "subsampled.jpg",
          "progressive.jpg",
          "grey.jpg",
          "cmyk-adobe.jpg",
          "ycck.jpg",
          "exif-6.jpg",
          "rgb.png",
          "alpha.png",
          "alpha16.png",
          "palette.png",
          "interlaced.png",
          "animated.png",
          "lossy.webp",
          "lossless.webp",
          "alpha-lossy.webp",
          "animated.webp",
          "still.gif",
          "interlaced.gif",
          "animated.gif",
          "transparent.gif");

  /** The codecs' own complaints, which cannot be silenced, go to a file. */
  @Test
  void shouldDecodeOrRefuseThousandsOfDamagedImages(@TempDir Path folder) throws Exception {
    Path complaints = folder.resolve("stderr.txt");
    Process process = startIn(folder, complaints);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(() -> lastLine(complaints)).isZero();
    assertThat(output.lines()).hasSameSizeAs(FIXTURES);
    assertThat(output.lines().map(line -> line.replaceFirst(".* ", "")).map(Integer::valueOf))
        .allSatisfy(refused -> assertThat(refused).isBetween(1, HostileBytes.CASES - 1));
  }

  private static Process startIn(Path folder, Path complaints) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath));
    command.add(HostileBytes.class.getName());
    command.addAll(FIXTURES);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(complaints.toFile())
        .start();
  }

  private static String lastLine(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "no error output" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
