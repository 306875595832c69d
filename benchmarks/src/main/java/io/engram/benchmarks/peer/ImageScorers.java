package io.engram.benchmarks.peer;

import io.engram.model.bundle.ModelBundle;
import io.engram.processor.config.ProcessorConfig;
import io.engram.schemas.ImageEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** As many scorers as threads that score; each thread borrows one for an image. Thread-safe. */
public final class ImageScorers implements AutoCloseable {
  private final BlockingQueue<ImageScorer> free = new LinkedBlockingQueue<>();

  /** Opens {@code count} scorers, each with the engine that the configuration says. */
  public static ImageScorers open(ModelBundle bundle, ProcessorConfig config, int count)
      throws Exception {
    var scorers = new ImageScorers();
    for (int i = 0; i < count; i++) {
      scorers.free.add(
          ImageScorer.open(bundle, config.engines().one(), config.pipeline().limits()));
    }
    return scorers;
  }

  /** Scores an image; what is wrong with one ends the stream, as an exception does in most. */
  public Scored score(ImageEvent event) {
    try {
      ImageScorer scorer = free.take();
      try {
        return scorer.score(event);
      } finally {
        free.add(scorer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while an image waited for its engine", e);
    } catch (Exception e) {
      throw new IllegalStateException("image " + event.getImageId() + " cannot be scored", e);
    }
  }

  @Override
  public void close() {
    free.forEach(ImageScorer::close);
  }
}
