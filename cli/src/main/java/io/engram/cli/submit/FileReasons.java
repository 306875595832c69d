package io.engram.cli.submit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file could not be read; Java's exceptions often say only its name. */
final class FileReasons {
  private FileReasons() {}

  static String of(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof FileSystemLoopException) {
      return "a link that leads back to its own folder";
    }
    return failure.getMessage();
  }
}
