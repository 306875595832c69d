package io.engram.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Files under a folder. A file is moved into its place once it is whole and on the disk. */
final class FolderBlobs implements Blobs {
  /** Begins the names of files that are being written; {@link #list} shows them as others. */
  static final String UNFINISHED = ".unfinished-";

  private final Path folder;

  FolderBlobs(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public List<Blob> list(String prefix) throws StoreException {
    Path root = folder.resolve(prefix);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(this::blob)
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(Blob::name))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  /** Empty for a file that somebody has deleted meanwhile. */
  private Optional<Blob> blob(Path file) {
    try {
      String name = folder.relativize(file).toString().replace('\\', '/');
      return Optional.of(
          new Blob(name, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<byte[]> read(String name, int limit) throws StoreException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      byte[] bytes = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw StoreException.damaged(folder, "%s has more than %,d bytes".formatted(name, limit));
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void write(String name, byte[] content) throws StoreException {
    Path file = folder.resolve(name);
    Path unfinished = file.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      Files.createDirectories(file.getParent());
      writeThrough(unfinished, content);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreException(
          folder,
          "%s cannot be written: %s".formatted(name, reason(e)),
          "see that its disk has room and that this user may write there",
          e);
    } finally {
      tidyUp(unfinished);
    }
  }

  private static void writeThrough(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void tidyUp(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // A disk that fails; what is left there is removed with other leftovers.
    }
  }

  @Override
  public void delete(String name) throws StoreException {
    Path file = folder.resolve(name);
    try {
      Files.deleteIfExists(file);
      deleteIfEmpty(file.getParent());
    } catch (IOException e) {
      throw new StoreException(
          folder,
          "%s cannot be deleted: %s".formatted(name, reason(e)),
          "see that this user may write there",
          e);
    }
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        return;
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(directory);
  }

  @Override
  public URI address(String name) {
    return folder.resolve(name).toUri();
  }

  private StoreException unreadable(Exception e) {
    return new StoreException(
        folder,
        "it cannot be read: " + reason(e),
        "see that the folder is there and that this user may read it",
        e);
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.toString();
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
