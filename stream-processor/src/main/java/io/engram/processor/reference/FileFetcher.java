package io.engram.processor.reference;

import io.engram.processor.reference.Answer.Fetched;
import io.engram.processor.reference.Answer.Later;
import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads files below allowed folders. */
final class FileFetcher implements Fetcher {
  private final ReferencePolicy policy;
  private final int maxBytes;

  FileFetcher(ReferencePolicy policy, int maxBytes) {
    this.policy = policy;
    this.maxBytes = maxBytes;
  }

  @Override
  public String share(URI uri) {
    return "file";
  }

  @Override
  public CompletableFuture<Answer> fetch(URI uri) {
    return CompletableFuture.completedFuture(read(uri));
  }

  private Answer read(URI uri) {
    Path named;
    try {
      named = Path.of(uri).toAbsolutePath().normalize();
    } catch (IllegalArgumentException e) {
      return new Refused(
          FailureReason.INVALID_EVENT,
          "'%s' is no absolute file URI: %s".formatted(ShownUri.of(uri), e.getMessage()),
          "name the image as file:///path/to/image.jpg");
    }
    try {
      Path file = named.toRealPath();
      return policy.allows(file) ? readLimited(uri, file) : notAllowed(uri);
    } catch (NoSuchFileException e) {
      return policy.allows(whereItWouldBe(named)) ? notFound(uri) : notAllowed(uri);
    } catch (IOException e) {
      // What is wrong with a file outside the allowed folders is nobody's business.
      return policy.allows(named) ? unreadable(uri, e) : notAllowed(uri);
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

  private Answer readLimited(URI uri, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes);
      return in.read() < 0 ? new Fetched(bytes) : Refusals.tooManyBytes(ShownUri.of(uri), maxBytes);
    } catch (OutOfMemoryError e) {
      return new Later("the processor has no memory for it at the moment", Optional.empty());
    }
  }

  private static Refused notAllowed(URI uri) {
    return new Refused(
        FailureReason.REFERENCE_NOT_ALLOWED,
        ShownUri.of(uri) + " is not under a folder that this processor may read",
        "submit the bytes inline, or add the folder to references.folders");
  }

  private static Refused notFound(URI uri) {
    return new Refused(
        FailureReason.REFERENCE_NOT_FOUND,
        ShownUri.of(uri) + " does not exist on the processor's machine",
        "check the path, and that the folder is mounted there");
  }

  private static Refused unreadable(URI uri, IOException e) {
    return Refusals.unreadable(ShownUri.of(uri), e.toString(), "check the file's permissions");
  }
}
