package io.engram.processor.pipeline;

import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Gets at the encoded bytes of an image: inline, or by a {@code file:} reference. Thread-safe. */
final class ContentLoader {
  private final ReferencePolicy policy;
  private final int maxBytes;

  ContentLoader(ReferencePolicy policy, int maxBytes) {
    this.policy = policy;
    this.maxBytes = maxBytes;
  }

  EncodedImage load(ImageEvent event) throws RejectedImageException {
    ByteBuffer inline = event.getContent();
    ImageReference reference = event.getReference();
    if ((inline == null) == (reference == null)) {
      throw new RejectedImageException(
          FailureReason.INVALID_EVENT,
          "image '%s' has %s"
              .formatted(
                  event.getImageId(),
                  inline == null
                      ? "neither content nor a reference"
                      : "both content and a reference"),
          "set exactly one of the fields content and reference");
    }
    if (inline != null) {
      byte[] bytes = new byte[inline.remaining()];
      inline.duplicate().get(bytes);
      return new EncodedImage(bytes);
    }
    EncodedImage image = new EncodedImage(read(reference.getUri()));
    verify(reference, image);
    return image;
  }

  private static void verify(ImageReference reference, EncodedImage image)
      throws RejectedImageException {
    String expected = reference.getSha256();
    if (expected != null && !expected.toLowerCase(Locale.ROOT).equals(image.sha256())) {
      throw new RejectedImageException(
          FailureReason.CONTENT_MISMATCH,
          "%s has SHA-256 %s, not %s".formatted(reference.getUri(), image.sha256(), expected),
          "submit the image again: it changed since the event was produced");
    }
  }

  private byte[] read(String uri) throws RejectedImageException {
    Path named = fileOf(uri);
    try {
      Path file = named.toRealPath();
      if (!policy.allows(file)) {
        throw notAllowed(uri);
      }
      return readLimited(uri, file);
    } catch (NoSuchFileException e) {
      throw policy.allows(whereItWouldBe(named)) ? notFound(uri, e) : notAllowed(uri);
    } catch (IOException e) {
      // What is wrong with a file outside the allowed folders is nobody's business.
      throw policy.allows(named) ? unreadable(uri, e) : notAllowed(uri);
    }
  }

  /**
   * Nor is whether one outside exists; but a missing one may be named by a link to an allowed
   * folder.
   */
  private static Path whereItWouldBe(Path missing) {
    for (Path folder = missing.getParent(); folder != null; folder = folder.getParent()) {
      try {
        return folder.toRealPath().resolve(folder.relativize(missing));
      } catch (IOException e) {
        // Missing too, or unreadable: the one above decides.
      }
    }
    return missing;
  }

  private static Path fileOf(String uri) throws RejectedImageException {
    try {
      URI parsed = new URI(uri);
      if (!"file".equalsIgnoreCase(parsed.getScheme())) {
        throw notAllowed(uri);
      }
      return Path.of(parsed).toAbsolutePath().normalize();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new RejectedImageException(
          FailureReason.INVALID_EVENT,
          "'%s' is no absolute file URI: %s".formatted(uri, e.getMessage()),
          "name the image as file:///path/to/image.jpg",
          e);
    }
  }

  private byte[] readLimited(String uri, Path file) throws IOException, RejectedImageException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new RejectedImageException(
            FailureReason.TOO_MANY_BYTES,
            "%s has more than the %,d bytes allowed".formatted(uri, maxBytes),
            "submit a smaller image, or raise decode.max-bytes");
      }
      return bytes;
    }
  }

  private static RejectedImageException notAllowed(String uri) {
    return new RejectedImageException(
        FailureReason.REFERENCE_NOT_ALLOWED,
        uri + " is not under a folder that this processor may read",
        "submit the bytes inline, or add the folder to references.folders");
  }

  private static RejectedImageException notFound(String uri, IOException e) {
    return new RejectedImageException(
        FailureReason.REFERENCE_NOT_FOUND,
        uri + " does not exist on the processor's machine",
        "check the path, and that the folder is mounted there",
        e);
  }

  private static RejectedImageException unreadable(String uri, IOException e) {
    return new RejectedImageException(
        FailureReason.REFERENCE_UNREADABLE,
        "%s cannot be read: %s".formatted(uri, e),
        "check the file's permissions",
        e);
  }
}
