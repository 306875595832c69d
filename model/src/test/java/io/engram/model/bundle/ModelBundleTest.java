package io.engram.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelBundleTest {
  @TempDir Path folder;
  private Path directory;
  private ModelBundle written;

  @BeforeEach
  void writeBundle() {
    directory = folder.resolve("tiny");
    written = TinyBundle.write(directory, TinyModel.of(8, 8));
  }

  @Test
  void shouldGiveBackWhatWasWritten() throws Exception {
    ModelBundle bundle = ModelBundle.open(directory);

    assertThat(bundle.manifest()).isEqualTo(written.manifest());
    assertThat(bundle.directory()).isEqualTo(directory);
    assertThat(bundle.file(Precision.FP32)).isEqualTo(directory.resolve("model.onnx"));
    assertThat(bundle.read(Precision.FP32)).isEqualTo(TinyModel.of(8, 8).onnx());
    assertThat(bundle.has(Precision.INT8)).isFalse();
  }

  @Test
  void shouldBeNamedByTheDigestOfItsManifest() throws Exception {
    byte[] manifest = Files.readAllBytes(directory.resolve("manifest.json"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(manifest);

    assertThat(written.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void shouldNameThePrecisionsThereAreWhenAskedForAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written.file(Precision.FP16))
        .withMessageContainingAll(directory.toString(), "no fp16", "has fp32");
  }

  @Test
  void shouldLeaveFilesAloneThatTheManifestDoesNotName() throws Exception {
    Files.writeString(directory.resolve("manifest.sig"), "a signature, one day");

    assertThat(ModelBundle.open(directory).sha256()).isEqualTo(written.sha256());
  }

  @Test
  void shouldRefuseAMissingFolder() {
    Path nowhere = folder.resolve("nowhere");

    assertThatExceptionOfType(InvalidBundleException.class)
        .isThrownBy(() -> ModelBundle.open(nowhere))
        .withMessage(
            "Model bundle %s: there is no such folder; give the folder that holds manifest.json",
            nowhere);
  }

  @Test
  void shouldRefuseAFileInPlaceOfAFolder() {
    assertThatExceptionOfType(InvalidBundleException.class)
        .isThrownBy(() -> ModelBundle.open(directory.resolve("model.onnx")))
        .withMessageContaining("it is not a folder");
  }

  @Test
  void shouldRefuseAFolderWithoutManifest() throws IOException {
    Files.delete(directory.resolve("manifest.json"));

    refuses("it has no manifest.json", "'engram train'");
  }

  @ParameterizedTest
  @CsvSource({"model.onnx", "MODEL_CARD.md"})
  void shouldRefuseAMissingFile(String name) throws IOException {
    Files.delete(directory.resolve(name));

    refuses(name + " is missing", "again");
  }

  @ParameterizedTest
  @CsvSource({"model.onnx", "MODEL_CARD.md"})
  void shouldRefuseAFileWithAnotherHash(String name) throws IOException {
    Files.writeString(directory.resolve(name), "altered");

    refuses(name + " has SHA-256", "its manifest says", "altered or not wholly copied");
  }

  @Test
  void shouldRefuseALinkOutOfTheFolder() throws IOException {
    Path outside = Files.move(directory.resolve("model.onnx"), folder.resolve("outside.onnx"));
    Files.createSymbolicLink(directory.resolve("model.onnx"), outside);

    refuses("model.onnx is a link that leaves the folder");
  }

  @Test
  void shouldNoticeAFileThatIsExchangedAfterOpening() throws IOException {
    Files.writeString(directory.resolve("model.onnx"), "another model");

    assertThatExceptionOfType(InvalidBundleException.class)
        .isThrownBy(() -> written.read(Precision.FP32))
        .withMessageContaining("model.onnx has SHA-256");
  }

  @Test
  void shouldRefuseAManifestThatIsTooLarge() throws IOException {
    Files.write(directory.resolve("manifest.json"), new byte[(1 << 20) + 1]);

    refuses("manifest.json is larger than 1 MiB");
  }

  @Test
  void shouldRefuseADraft() throws IOException {
    Files.write(directory.resolve("manifest.json"), ManifestJson.write(TinyBundle.draft(8, 8)));

    refuses("manifest.json names no model or no model card");
  }

  private void refuses(String... parts) {
    assertThatExceptionOfType(InvalidBundleException.class)
        .isThrownBy(() -> ModelBundle.open(directory))
        .withMessageContaining("Model bundle " + directory + ": ")
        .withMessageContainingAll(parts)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
        .satisfies(e -> assertThat(e.remedy()).isNotBlank());
  }
}
