package io.engram.cli.overlays;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds an image's file by its name, which whoever submitted it has chosen. */
public final class Names {
  private Names() {}

  /**
   * The file of this name below a folder.
   *
   * @throws IOException if the name is not one of a file below the folder
   */
  public static Path resolve(Path folder, String name) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Path file = root.resolve(name).normalize();
      if (file.startsWith(root) && !file.equals(root)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new IOException(name + ": is no file name on this system", e);
    }
    throw new IOException(name + ": leads out of " + folder);
  }
}
