package io.engram.cli.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder for one process: two would write over each other's files. */
public final class FolderLock implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder, which is made if missing.
   *
   * @param holder who else may have it, for the message
   * @param option that names another folder
   * @throws CommandFailedException if another process has it
   */
  public static FolderLock of(Path folder, String holder, String option)
      throws IOException, CommandFailedException {
    Files.createDirectories(folder);
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      channel.close();
      throw new CommandFailedException(
          folder.toString(),
          "is " + holder + "'s folder",
          "Give this one its own with " + option + ".");
    }
    return new FolderLock(folder, channel);
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
