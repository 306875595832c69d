package io.engram.cli.submit;

import java.net.URI;
import java.nio.file.Path;

/** Where an image's bytes are. */
public sealed interface Source {

  /** On this machine. */
  record File(Path path) implements Source {}

  /** Where the processor finds them; they are not looked at here. */
  record Address(URI uri) implements Source {}
}
