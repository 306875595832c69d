package io.engram.trainer.evaluate.study;

/**
 * Hears how a study gets on, from the study's own thread, which waits. To end a study early, throw
 * an unchecked exception.
 */
@FunctionalInterface
public interface StudyListener {

  /**
   * A study is at {@code done} of {@code of} images.
   *
   * @param step what is done with them, as a phrase
   */
  void reached(String step, int done, int of);
}
