package io.engram.processor.trace;

/** A part of an image's way through the processor, in their order. */
public enum Stage {
  /** From admitted until a reader takes it; where it had to be read again, until the last time. */
  QUEUE("queue"),
  /** Reading the event, and fetching the image where it is referenced. */
  LOAD("load"),
  /** Decoding and resizing. */
  DECODE("decode"),
  /** From decoded until its batch begins. */
  WAIT("wait"),
  /** The whole batch on the engine. */
  INFER("infer"),
  /** Finding and scoring the regions of the heatmap. */
  REGIONS("regions"),
  /** From the outcome until it is emitted, after those of its partition that came before. */
  EMIT("emit");

  private final String word;

  Stage(String word) {
    this.word = word;
  }

  /** What its span is called. */
  String word() {
    return word;
  }
}
