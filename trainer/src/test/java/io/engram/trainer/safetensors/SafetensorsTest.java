package io.engram.trainer.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  private static final float[] NUMBERS = {1, -2.5f, 3, 4, 5, 1e-30f};

  @TempDir Path folder;

  @Test
  void shouldReadNumbersByNameAndShape() throws Exception {
    var written =
        new TensorFile()
            .add("other", "I64", new byte[8])
            .add("a.weight", NUMBERS, 2, 3)
            .add("scalar", new float[] {7})
            .bytes();
    var tensors = read(written);
    assertThat(tensors.floats("a.weight", 2, 3)).isEqualTo(NUMBERS);
    assertThat(tensors.floats("scalar")).containsExactly(7);
    assertThat(tensors.sha256()).isEqualTo(Sha256.of(written));
  }

  @Test
  void shouldSayWhatATensorLacks() throws Exception {
    var tensors =
        read(
            new TensorFile()
                .add("weight", NUMBERS, 2, 3)
                .add("half", "F16", new byte[12], 2, 3)
                .add("short", "F32", new byte[20], 2, 3)
                .bytes());
    assertThatThrownBy(() -> tensors.floats("bias", 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("weights.safetensors has no tensor bias");
    assertThatThrownBy(() -> tensors.floats("weight", 3, 2))
        .hasMessageContaining("the tensor weight has the shape [2, 3], where [3, 2] is needed");
    assertThatThrownBy(() -> tensors.floats("half", 2, 3))
        .hasMessageContaining("the tensor half is of the type F16, where F32 is needed");
    assertThatThrownBy(() -> tensors.floats("short", 2, 3))
        .hasMessageContaining("does not have the 24 bytes of its shape");
  }

  @Test
  void shouldNoticeThatTheEndIsMissing() throws Exception {
    var whole = new TensorFile().add("weight", NUMBERS, 2, 3).bytes();
    var tensors = read(Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> tensors.floats("weight", 2, 3))
        .hasMessageContaining("lies behind the file's end");
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 30)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("and 22 follow; fetch it again");
    assertThatThrownBy(() -> read(new byte[3])).hasMessageContaining("it ends before its header");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1, 2]                              | its header is no JSON object
          {"weight"                           | its header is no JSON:
          """)
  void shouldRefuseOtherFiles(String header, String reason) {
    assertThatThrownBy(() -> read(TensorFile.bytes(header, new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("weights.safetensors is no safetensors file", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"w": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}}
          {"w": {"dtype": "F32", "shape": [1], "data_offsets": [4]}}
          {"w": {"dtype": "F32", "shape": [1], "data_offsets": [9000000000, 9000000004]}}
          {"w": {"dtype": "F32", "shape": [1]}}
          """)
  void shouldRefusePlacesThatCannotBe(String header) throws Exception {
    var tensors = read(TensorFile.bytes(header, new byte[8]));
    assertThatThrownBy(() -> tensors.floats("w", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the tensor w ");
  }

  @Test
  void shouldSayThatThereIsNoFile() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private Safetensors read(byte[] bytes) throws IOException {
    return Safetensors.read(Files.write(folder.resolve("weights.safetensors"), bytes));
  }
}
