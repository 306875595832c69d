package io.engram.processor.pipeline;

import io.engram.processor.lane.Lane;
import io.engram.processor.reference.Answer;
import io.engram.processor.reference.References;
import io.engram.processor.reference.ShownUri;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Gets at the encoded bytes of an image: inline, or by reference. Thread-safe. */
final class ContentLoader implements AutoCloseable {

  /** Bytes that are there, or the reason why not. */
  @FunctionalInterface
  interface Content {
    EncodedImage image() throws RejectedImageException;
  }

  private final References references;

  /**
   * @param references the loader alone uses them from here on, and closes them
   */
  ContentLoader(References references) {
    this.references = references;
  }

  /**
   * The image of an event that brings it along; empty if it must be fetched.
   *
   * @throws RejectedImageException if the event has not exactly one source of bytes
   */
  Optional<EncodedImage> inline(ImageEvent event) throws RejectedImageException {
    ByteBuffer inline = event.getContent();
    if ((inline == null) == (event.getReference() == null)) {
      throw notOneSource(event);
    }
    if (inline == null) {
      return Optional.empty();
    }
    byte[] bytes = new byte[inline.remaining()];
    inline.duplicate().get(bytes);
    return Optional.of(new EncodedImage(bytes));
  }

  /**
   * Fetches the image of any other event and returns at once.
   *
   * @param wanted whether anybody still waits for the image; nothing may be used once nobody does
   * @param pool where the image is used when it is there
   */
  void fetch(
      ImageEvent event, Lane lane, BooleanSupplier wanted, Executor pool, Consumer<Content> use) {
    ImageReference reference = event.getReference();
    references.fetch(
        reference.getUri(), lane, wanted, pool, answer -> use.accept(() -> of(reference, answer)));
  }

  private static EncodedImage of(ImageReference reference, Answer.Final answer)
      throws RejectedImageException {
    if (answer instanceof Answer.Refused refused) {
      throw new RejectedImageException(refused.reason(), refused.detail(), refused.remedy());
    }
    EncodedImage image = new EncodedImage(((Answer.Fetched) answer).bytes());
    verify(reference, image);
    return image;
  }

  private static void verify(ImageReference reference, EncodedImage image)
      throws RejectedImageException {
    String expected = reference.getSha256();
    if (expected != null && !expected.toLowerCase(Locale.ROOT).equals(image.sha256())) {
      throw new RejectedImageException(
          FailureReason.CONTENT_MISMATCH,
          "%s has SHA-256 %s, not %s"
              .formatted(ShownUri.of(reference.getUri()), image.sha256(), expected),
          "submit the image again: it changed since the event was produced");
    }
  }

  private static RejectedImageException notOneSource(ImageEvent event) {
    return new RejectedImageException(
        FailureReason.INVALID_EVENT,
        "image '%s' has %s"
            .formatted(
                event.getImageId(),
                event.getContent() == null
                    ? "neither content nor a reference"
                    : "both content and a reference"),
        "set exactly one of the fields content and reference");
  }

  /** Breaks off what is being fetched. */
  @Override
  public void close() {
    references.close();
  }
}
