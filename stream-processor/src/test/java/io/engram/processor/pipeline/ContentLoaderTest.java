package io.engram.processor.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engram.processor.lane.Lane;
import io.engram.processor.reference.FetchLimits;
import io.engram.processor.reference.ReferenceConfig;
import io.engram.processor.reference.ReferencePolicy;
import io.engram.processor.reference.References;
import io.engram.processor.reference.S3Config;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentLoaderTest {
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;
  private ContentLoader loader;

  @BeforeEach
  void allowOneFolder() throws IOException {
    folder = folder.toRealPath();
    ReferencePolicy policy = new ReferencePolicy(List.of(folder), List.of(), List.of(), Set.of());
    loader =
        new ContentLoader(
            References.open(
                new ReferenceConfig(policy, FetchLimits.defaults(), S3Config.defaults()), 100));
  }

  @AfterEach
  void close() {
    loader.close();
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

  private EncodedImage fetch(Path file, String sha256) throws Exception {
    ImageEvent event = event(null, new ImageReference(file.toUri().toString(), sha256));
    assertThat(loader.inline(event)).isEmpty();
    CompletableFuture<ContentLoader.Content> content = new CompletableFuture<>();
    loader.fetch(event, Lane.BULK, () -> true, Runnable::run, content::complete);
    return content.get().image();
  }

  private static void shouldReject(ThrowingCallable load, FailureReason reason) {
    assertThatExceptionOfType(RejectedImageException.class)
        .isThrownBy(load)
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).isNotBlank();
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void shouldTakeInlineContent() throws Exception {
    assertThat(loader.inline(event("abc".getBytes(UTF_8), null)))
        .hasValueSatisfying(
            image -> {
              assertThat(image.bytes()).asString(UTF_8).isEqualTo("abc");
              assertThat(image.sha256()).isEqualTo(SHA256_OF_ABC);
            });
  }

  @Test
  void shouldRejectEventsWithoutExactlyOneSource() {
    shouldReject(() -> loader.inline(event(null, null)), FailureReason.INVALID_EVENT);
    shouldReject(
        () -> loader.inline(event(new byte[1], new ImageReference("file:///a", null))),
        FailureReason.INVALID_EVENT);
  }

  @Test
  void shouldFetchWhatAnEventRefersTo() throws Exception {
    Path file = Files.writeString(folder.resolve("a.jpg"), "abc");

    assertThat(fetch(file, null).sha256()).isEqualTo(SHA256_OF_ABC);
    assertThat(fetch(file, SHA256_OF_ABC.toUpperCase(Locale.ROOT)).bytes()).hasSize(3);
  }

  @Test
  void shouldRejectWhatChangedOrCannotBeFetched() throws Exception {
    Path changed = Files.writeString(folder.resolve("changed.jpg"), "abd");

    shouldReject(() -> fetch(changed, SHA256_OF_ABC), FailureReason.CONTENT_MISMATCH);
    shouldReject(() -> fetch(folder.resolve("b.jpg"), null), FailureReason.REFERENCE_NOT_FOUND);
  }
}
