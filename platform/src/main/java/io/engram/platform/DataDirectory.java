package io.engram.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for the data of one part of the platform: temporary, or kept and locked.
 *
 * <p>The lock is ours, since a second Kafka controller on one directory would write to its log
 * before Kafka looks at its own lock.
 */
final class DataDirectory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);

  private final Path path;
  private final Optional<FileChannel> lock;

  private DataDirectory(Path path, Optional<FileChannel> lock) {
    this.path = path;
    this.lock = lock;
  }

  /** The directory {@code part} of {@code root}, or a temporary one. */
  static DataDirectory open(Optional<Path> root, String part) throws PlatformStartException {
    try {
      if (root.isEmpty()) {
        return new DataDirectory(
            Files.createTempDirectory("engram-" + part + "-"), Optional.empty());
      }
      Path path = Files.createDirectories(root.get().toAbsolutePath().resolve(part));
      return new DataDirectory(path, Optional.of(lock(path)));
    } catch (IOException e) {
      throw new PlatformStartException(
          "The embedded " + part,
          "its data directory cannot be used (" + e.getMessage() + ")",
          "Choose a directory that you may write to and that no running platform uses",
          e);
    }
  }

  Path path() {
    return path;
  }

  /** Gives up the lock, or deletes what was temporary. */
  @Override
  public void close() {
    if (lock.isPresent()) {
      unlock(lock.get());
    } else {
      delete(path);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolveSibling(path.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IOException("a running platform holds " + file);
    }
    return channel;
  }

  /** Holds the lock until the channel is closed, or the process ends in whatever way. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }

  private static void unlock(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("A lock on the platform's data stays until this process ends", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("Temporary data stays in {}: delete it by hand", directory, e);
    }
  }
}
