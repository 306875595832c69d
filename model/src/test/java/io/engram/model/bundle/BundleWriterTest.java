package io.engram.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
  private static final Manifest DRAFT = TinyBundle.draft(8, 8);
  private static final Map<Precision, byte[]> MODELS =
      Map.of(Precision.FP32, TinyModel.of(8, 8).onnx(), Precision.FP16, new byte[] {1});

  @TempDir Path folder;

  @Test
  void shouldWriteModelsCardAndManifestAndNothingElse() throws IOException {
    Path directory = folder.resolve("deep").resolve("bundle");

    ModelBundle bundle = BundleWriter.write(directory, DRAFT, MODELS, "# Card");

    assertThat(directory)
        .isDirectoryContaining("glob:**/model.onnx")
        .isDirectoryContaining("glob:**/model.fp16.onnx");
    assertThat(directory.resolve("MODEL_CARD.md")).hasContent("# Card");
    assertThat(directory.toFile().list()).hasSize(4);
    assertThat(directory.getParent().toFile().list()).containsExactly("bundle");
    assertThat(bundle.manifest().files()).containsOnlyKeys(Precision.FP32, Precision.FP16);
  }

  @Test
  void shouldWriteTheSameBytesTwice() throws IOException {
    ModelBundle first = BundleWriter.write(folder.resolve("a"), DRAFT, MODELS, "# Card");
    ModelBundle second = BundleWriter.write(folder.resolve("b"), DRAFT, MODELS, "# Card");

    assertThat(second.sha256()).isEqualTo(first.sha256());
  }

  @Test
  void shouldRefuseToOverwriteUnlessTold() throws IOException {
    Path directory = folder.resolve("bundle");
    ModelBundle first = BundleWriter.write(directory, DRAFT, MODELS, "# First");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> BundleWriter.write(directory, DRAFT, MODELS, "# Second"))
        .withMessageContainingAll(directory.toString(), "already there");
    assertThat(ModelBundle.open(directory).sha256()).isEqualTo(first.sha256());
  }

  @Test
  void shouldReplaceABundleWhenTold() throws IOException {
    Path directory = folder.resolve("bundle");
    BundleWriter.write(directory, DRAFT, MODELS, "# First");

    BundleWriter.replace(directory, DRAFT, MODELS, "# Second");

    assertThat(directory.resolve("MODEL_CARD.md")).hasContent("# Second");
    assertThat(folder.toFile().list()).containsExactly("bundle");
  }

  @Test
  void shouldNotReplaceAFolderThatHoldsAnythingElse() throws IOException {
    Path directory = folder.resolve("bundle");
    BundleWriter.write(directory, DRAFT, MODELS, "# First");
    Files.writeString(directory.resolve("thesis.txt"), "ten years of work");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> BundleWriter.replace(directory, DRAFT, MODELS, "# Second"))
        .withMessageContaining("left as it is");
    assertThat(directory.resolve("thesis.txt")).exists();
    assertThat(directory.resolve("MODEL_CARD.md")).hasContent("# First");
  }

  @Test
  void shouldTakeTheBundlesRealPlaceThroughALink() throws IOException {
    Path real = folder.resolve("real");
    BundleWriter.write(real, DRAFT, MODELS, "# First");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    BundleWriter.replace(link, DRAFT, MODELS, "# Second");

    assertThat(link).isSymbolicLink();
    assertThat(real.resolve("MODEL_CARD.md")).hasContent("# Second");
  }

  @Test
  void shouldUseAnEmptyFolder() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("bundle"));

    BundleWriter.write(directory, DRAFT, MODELS, "# Card");

    assertThat(ModelBundle.open(directory).manifest().name()).isEqualTo("tiny");
  }

  @Test
  void shouldLeaveNothingBehindWhenItFails() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BundleWriter.write(file, DRAFT, MODELS, "# Card"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundleWriter.write(folder.resolve("b"), DRAFT, Map.of(), "# Card"));
    assertThat(folder.toFile().list()).containsExactly("file");
  }
}
