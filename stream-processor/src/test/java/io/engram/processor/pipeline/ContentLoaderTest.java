package io.engram.processor.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentLoaderTest {
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;
  private Path allowed;
  private ContentLoader loader;

  @BeforeEach
  void allowOneFolder() throws IOException {
    folder = folder.toRealPath();
    allowed = Files.createDirectory(folder.resolve("allowed"));
    loader = new ContentLoader(new ReferencePolicy(List.of(allowed)), 100);
  }

  private static ImageEvent event(byte[] content, ImageReference reference) {
    return ImageEvent.newBuilder()
        .setImageId("cat")
        .setContent(content == null ? null : ByteBuffer.wrap(content))
        .setReference(reference)
        .setRegionsOfInterest(List.of())
        .setSubmittedAt(Instant.EPOCH)
        .build();
  }

  private static ImageEvent referring(Path file) {
    return event(null, new ImageReference(file.toUri().toString(), null));
  }

  private void shouldReject(ImageEvent event, FailureReason reason) {
    assertThatExceptionOfType(RejectedImageException.class)
        .isThrownBy(() -> loader.load(event))
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).isNotBlank();
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void shouldTakeInlineContent() throws Exception {
    EncodedImage image = loader.load(event("abc".getBytes(UTF_8), null));

    assertThat(image.bytes()).asString(UTF_8).isEqualTo("abc");
    assertThat(image.sha256()).isEqualTo(SHA256_OF_ABC);
  }

  @Test
  void shouldReadFilesInAllowedFolders() throws Exception {
    Path file = Files.writeString(allowed.resolve("a b.jpg"), "abc");

    assertThat(loader.load(referring(file)).sha256()).isEqualTo(SHA256_OF_ABC);
    assertThat(
            loader
                .load(event(null, new ImageReference(file.toUri().toString(), SHA256_OF_ABC)))
                .bytes())
        .hasSize(3);
  }

  @Test
  void shouldRejectEventsWithoutExactlyOneSource() {
    shouldReject(event(null, null), FailureReason.INVALID_EVENT);
    shouldReject(
        event(new byte[1], new ImageReference("file:///a", null)), FailureReason.INVALID_EVENT);
  }

  @Test
  void shouldRejectFilesOutsideTheAllowedFoldersWhetherTheyExistOrNot() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "abc");

    shouldReject(referring(secret), FailureReason.REFERENCE_NOT_ALLOWED);
    shouldReject(referring(folder.resolve("missing")), FailureReason.REFERENCE_NOT_ALLOWED);
    shouldReject(
        event(null, new ImageReference(allowed.toUri() + "../secret", null)),
        FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldRejectLinksThatLeadOutOfTheAllowedFolders() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "abc");
    Path link = Files.createSymbolicLink(allowed.resolve("link.jpg"), secret);

    shouldReject(referring(link), FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldSayThatAFileIsMissingBelowALinkToAnAllowedFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("mounted"), allowed);
    Files.writeString(allowed.resolve("here.jpg"), "abc");

    assertThat(loader.load(referring(link.resolve("here.jpg"))).bytes()).hasSize(3);
    shouldReject(referring(link.resolve("a/missing.jpg")), FailureReason.REFERENCE_NOT_FOUND);
    shouldReject(referring(link.resolve("../missing.jpg")), FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldAllowNothingByDefault() throws Exception {
    Path file = Files.writeString(allowed.resolve("a.jpg"), "abc");
    loader = new ContentLoader(ReferencePolicy.NONE, 100);

    shouldReject(referring(file), FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldRejectWhatIsMissingTooLargeNoFileOrChanged() throws Exception {
    Path large = Files.write(allowed.resolve("large.jpg"), new byte[101]);
    Path changed = Files.writeString(allowed.resolve("changed.jpg"), "abd");

    shouldReject(referring(allowed.resolve("missing.jpg")), FailureReason.REFERENCE_NOT_FOUND);
    shouldReject(referring(large), FailureReason.TOO_MANY_BYTES);
    shouldReject(referring(allowed), FailureReason.REFERENCE_UNREADABLE);
    shouldReject(
        event(null, new ImageReference(changed.toUri().toString(), SHA256_OF_ABC)),
        FailureReason.CONTENT_MISMATCH);
  }

  @Test
  void shouldRejectOtherSchemesAndMalformedAddresses() {
    for (String uri : List.of("http://localhost/a.jpg", "a.jpg", "FTP://a/b")) {
      shouldReject(event(null, new ImageReference(uri, null)), FailureReason.REFERENCE_NOT_ALLOWED);
    }
    for (String uri : List.of("file://host/a.jpg", "file:a.jpg", "file:///%zz", "::")) {
      shouldReject(event(null, new ImageReference(uri, null)), FailureReason.INVALID_EVENT);
    }
  }
}
