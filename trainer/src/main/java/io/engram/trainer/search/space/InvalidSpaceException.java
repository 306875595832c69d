package io.engram.trainer.search.space;

import java.io.Serial;
import java.util.List;

/** A file declares no usable space; the message names everything that is wrong with it. */
public final class InvalidSpaceException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param source the file, as the user named it
   * @param errors each names the place and what to do
   */
  public InvalidSpaceException(String source, List<String> errors) {
    super(source + " is no search space: " + String.join("; ", errors));
  }
}
