package io.engram.trainer.search;

import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJson;
import io.engram.trainer.search.trial.TrialResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The memory of a search: one JSON line a result, on disk before the search goes on. A last line
 * that a crash has torn is dropped; its job is trained again. While it is open no other process can
 * open it. Not thread-safe.
 */
public final class ResultsFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final Results results;

  private ResultsFile(Path path, FileChannel channel, Results results) {
    this.path = path;
    this.channel = channel;
    this.results = results;
  }

  /**
   * Opens the file for reading and adding, and makes it if it is missing.
   *
   * @throws IOException if another process has it open, or a line before the last is damaged
   */
  public static ResultsFile open(Path path) throws IOException {
    var channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(path, channel);
      byte[] content = Files.readAllBytes(path);
      int whole = wholeLines(content);
      Results results = parse(path, content, whole);
      channel.truncate(whole);
      channel.position(whole);
      return new ResultsFile(path, channel, results);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads the whole lines of a file, which may be in use. */
  public static Results read(Path path) throws IOException {
    byte[] content = Files.readAllBytes(path);
    return parse(path, content, wholeLines(content));
  }

  private static void lock(Path path, FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new IOException(path + " is in use by another search; wait until that has ended");
    }
  }

  /** Length of all lines that have an end. */
  private static int wholeLines(byte[] content) {
    int length = content.length;
    while (length > 0 && content[length - 1] != '\n') {
      length--;
    }
    return length;
  }

  private static Results parse(Path path, byte[] content, int length) throws IOException {
    var results = new Results();
    int number = 0;
    for (String line : new String(content, 0, length, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (line.isEmpty()) {
        continue;
      }
      try {
        results.add(TrialJson.result(line));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "%s, line %d is no result (%s); remove that line to have its trial trained again"
                .formatted(path, number, e.getMessage()),
            e);
      }
    }
    return results;
  }

  /** Everything in the file; grows with {@link #append}. */
  public Results results() {
    return results;
  }

  /**
   * Adds a result and returns once it is on disk.
   *
   * @return false if the job has a result already, which stays
   */
  public boolean append(TrialResult result) throws IOException {
    if (results.of(result.job().key()).isPresent()) {
      return false;
    }
    long end = channel.position();
    var line = ByteBuffer.wrap((TrialJson.write(result) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException e) {
      // Of a full disk, perhaps: what is torn would otherwise be glued to the next line.
      channel.truncate(end);
      throw new IOException(path + " cannot be written to: " + e.getMessage(), e);
    }
    return results.add(result);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
