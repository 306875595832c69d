package io.engram.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where this process logs. Commands of one name that run side by side have a file each: {@code
 * process.log}, {@code process-2.log} and so on, told apart by locks that end with their processes.
 *
 * @param path the file; its folder exists and can be written to, if there is such a folder at all
 * @param lock held until closed, or null where there is none to be had
 */
record LogFile(Path path, FileChannel lock) implements AutoCloseable {
  static final String SUFFIX = ".log";

  private static final int MOST = 1000;

  /**
   * The first file that nobody else uses.
   *
   * @param folder made if it does not exist
   * @param otherwise the folder to take where that one can't be written to
   * @param command what the file is named after
   */
  static LogFile claim(Path folder, Path otherwise, String command) {
    Path chosen = isWritable(folder) ? folder : otherwise;
    if (isWritable(chosen)) {
      for (int number = 1; number <= MOST; number++) {
        String name = number == 1 ? command : command + "-" + number;
        FileChannel lock = lock(chosen.resolve("." + name + ".lock"));
        if (lock != null) {
          return new LogFile(chosen.resolve(name + SUFFIX), lock);
        }
      }
    }
    return new LogFile(chosen.resolve(command + SUFFIX), null);
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private static boolean isWritable(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder));
    } catch (IOException e) {
      return false;
    }
  }

  private static FileChannel lock(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      // Somebody else's, or no file system that has locks.
    }
    return null;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }
}
