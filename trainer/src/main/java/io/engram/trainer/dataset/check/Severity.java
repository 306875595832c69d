package io.engram.trainer.dataset.check;

/** How much a finding matters. */
public enum Severity {
  /** Training would be refused, or its figures would mislead. */
  ERROR,
  /** Worth looking at before training. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
