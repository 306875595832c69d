package io.engram.model.engine;

import java.util.regex.Pattern;

/** ONNX Runtime's messages for people: without the places in its source, on one line. */
final class OrtMessage {
  private OrtMessage() {}

  /**
   * What allocators of ONNX Runtime, CUDA, cuBLAS and cuDNN say when memory runs out; there is no
   * error code for it.
   */
  private static final Pattern MEMORY =
      Pattern.compile(
          "out of memory|failed to allocate memory|bad allocation|bad_alloc|_ALLOC_FAILED",
          Pattern.CASE_INSENSITIVE);

  /**
   * What follows the error's code, which Java puts in front, and the last {@code [ONNXRuntimeError]
   * : code : name :}; the whole message if there is neither.
   */
  static String of(Exception e) {
    return String.valueOf(e.getMessage())
        .replaceAll("\\s+", " ")
        .replaceFirst("^Error code - \\w+ - message: ", "")
        .replaceFirst("^.*\\[ONNXRuntimeError] : \\d+ : \\w+ : ", "")
        .strip();
  }

  /** Whether a smaller batch might have been scored. */
  static boolean tellsOfMemory(Exception e) {
    return MEMORY.matcher(String.valueOf(e.getMessage())).find();
  }
}
