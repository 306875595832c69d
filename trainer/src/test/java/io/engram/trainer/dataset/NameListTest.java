package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameListTest {

  @TempDir Path folder;

  @Test
  void shouldTakeTheFirstColumnAndLeaveOutTheHeading() throws Exception {
    var file = folder.resolve("list.csv");
    Files.writeString(
        file, "\ufefffile,category\r\na.jpg, living room\r\n\r\n\"b, c.jpg\",house\r\n");
    var list = NameList.read(file);
    assertThat(list.names()).containsExactly("a.jpg", "b, c.jpg");
    assertThat(list.rows().get(0)).isEqualTo(List.of("a.jpg", "living room"));
  }

  @Test
  void shouldReadQuotesInANameAsSpreadsheetsWriteThem() throws Exception {
    var file = folder.resolve("list.csv");
    Files.writeString(file, "\"the \"\"old\"\" pier, 2.jpg\", sea\n  \nb.jpg,\n");
    assertThat(NameList.read(file).rows())
        .containsExactly(List.of("the \"old\" pier, 2.jpg", "sea"), List.of("b.jpg", ""));
  }

  @Test
  void shouldRefuseAQuoteThatDoesNotEnd() throws Exception {
    var file = Files.writeString(folder.resolve("list.csv"), "a.jpg\n\"b.jpg\nc.jpg\n");
    assertThatThrownBy(() -> NameList.read(file))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("list.csv: cannot be read");
  }

  @Test
  void shouldSeparateTextBySpaces() throws Exception {
    var file = Files.writeString(folder.resolve("train_1.txt"), "00001.jpg 0.8\n00002.jpg\t0.5\n");
    assertThat(NameList.read(file).rows())
        .containsExactly(List.of("00001.jpg", "0.8"), List.of("00002.jpg", "0.5"));
  }

  @Test
  void shouldRefuseAHeadingAlone() throws Exception {
    var file = Files.writeString(folder.resolve("list.csv"), "file,category\n");
    assertThatThrownBy(() -> NameList.read(file))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("list.csv: is empty; put one image file name on each line");
  }

  @Test
  void shouldRefuseWhatIsNotText() throws Exception {
    var file = Files.write(folder.resolve("list.csv"), new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1});
    assertThatThrownBy(() -> NameList.read(file))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("cannot be read");
  }
}
