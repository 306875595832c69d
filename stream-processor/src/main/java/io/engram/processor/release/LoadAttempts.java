package io.engram.processor.release;

import io.engram.schemas.SwapOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks on disk which models are being loaded and warmed up. A model that crashes the native engine
 * by that takes the process along, and would again after each restart: its marks stay, and tell. A
 * mark is locked by the process that loads, so that those of others that share the folder don't
 * count.
 */
final class LoadAttempts {
  private static final Logger log = LoggerFactory.getLogger(LoadAttempts.class);

  /** One may be chance: a process can be killed at any time. */
  private static final int MOST_CRASHES = 2;

  private static final String INFIX = ".loading-";

  private final Path folder;

  /**
   * @param folder of the marks; made when it is needed
   */
  LoadAttempts(Path folder) {
    this.folder = folder;
  }

  /** A load under way; closing it takes its mark away, and those of earlier crashes. */
  interface Attempt extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Marks that a bundle is being loaded.
   *
   * @throws SwapFailedException if loading it has ended a process twice
   */
  Attempt begin(String sha256) throws SwapFailedException {
    try {
      Files.createDirectories(folder);
      List<Path> crashes = crashes(sha256);
      if (crashes.size() >= MOST_CRASHES) {
        throw new SwapFailedException(
            SwapOutcome.ENGINE_FAILED,
            "Loading model bundle %s has ended a process %d times; withdraw it, or, if that was not its fault, delete %s"
                .formatted(sha256, crashes.size(), crashes),
            null);
      }
      return mark(sha256, crashes);
    } catch (IOException e) {
      log.warn(
          "Loads cannot be marked in {}; a model that crashes will be loaded again", folder, e);
      return () -> {};
    }
  }

  /** Under another name until it is locked, or others could take it for a crash. */
  private Attempt mark(String sha256, List<Path> crashes) throws IOException {
    String name = UUID.randomUUID().toString();
    Path hidden = folder.resolve(name);
    FileChannel channel =
        FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      Path mark = Files.move(hidden, folder.resolve(sha256 + INFIX + name));
      return () -> end(channel, mark, crashes);
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(hidden);
      throw e;
    }
  }

  private List<Path> crashes(String sha256) throws IOException {
    List<Path> crashes = new ArrayList<>();
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(folder, sha256 + INFIX + "*")) {
      for (Path mark : marks) {
        if (isAbandoned(mark)) {
          crashes.add(mark);
        }
      }
    }
    return crashes;
  }

  private static boolean isAbandoned(Path mark) throws IOException {
    try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // Another processor of this process loads it.
    } catch (NoSuchFileException e) {
      return false; // Its load has just ended.
    }
  }

  private static void end(FileChannel channel, Path mark, List<Path> crashes) {
    try {
      channel.close();
      Files.deleteIfExists(mark);
      for (Path crash : crashes) {
        Files.deleteIfExists(crash);
      }
    } catch (IOException e) {
      log.warn("{} stays, and will count as a crash of its model", mark, e);
    }
  }
}
