package io.engram.model.engine;

/** ONNX Runtime's messages for people: without the places in its source, on one line. */
final class OrtMessage {
  private OrtMessage() {}

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
}
