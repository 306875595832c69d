package io.engram.processor.drift;

/** Watches what one model scores. Implementations are thread-safe and return at once. */
public interface ImageWatch {
  /** Watches nothing. */
  ImageWatch NONE =
      new ImageWatch() {
        @Override
        public void scored(WatchedImage image) {}

        @Override
        public boolean isOn() {
          return false;
        }
      };

  /** The model scored an image whose content it did not remember. */
  void scored(WatchedImage image);

  /** Whether it needs to know what images are like. */
  default boolean isOn() {
    return true;
  }
}
