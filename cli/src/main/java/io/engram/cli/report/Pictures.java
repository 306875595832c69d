package io.engram.cli.report;

/** What a card shows of its image. */
public sealed interface Pictures {

  /**
   * The image beside its heatmap.
   *
   * @param photograph a preview of it
   * @param overlay a preview of it under its heatmap, of the same size
   */
  record Drawn(Preview photograph, Preview overlay) implements Pictures {}

  /**
   * No overlay could be drawn.
   *
   * @param reason why
   */
  record Missing(String reason) implements Pictures {}
}
