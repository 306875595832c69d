package io.engram.benchmarks.bare;

import io.engram.benchmarks.child.Parent;
import io.engram.benchmarks.figures.Quantiles;
import io.engram.benchmarks.images.SampleImages;
import io.engram.imaging.ImageDecoder;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.Engines;
import io.engram.model.engine.InferenceEngine;
import io.engram.processor.config.ProcessorConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The bare loop as a child. Arguments: {@code score} or {@code decode}, folder of images, images of
 * warm-up, images measured, model bundle, settings of the processor. Says {@code warm}, {@code
 * done}, each with the {@code batchSize} of what it scores, and then {@code singleImageMillis}.
 */
public final class BareMain {
  private static final int SINGLE_IMAGES = 200;

  private BareMain() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    run(words, Parent.ofThisProcess());
  }

  static void run(List<String> words, Parent parent) throws Exception {
    boolean scores = words.get(0).equals("score");
    SampleImages images = SampleImages.in(Path.of(words.get(1)));
    ProcessorConfig config = ProcessorConfig.from(Parent.settings(words.subList(5, words.size())));
    ExecutorService pool = Executors.newFixedThreadPool(config.pipeline().readers());
    ModelBundle bundle = ModelBundle.open(Path.of(words.get(4)));
    List<InferenceEngine> engines = Engines.openAll(bundle, config.engines());
    try {
      int maxBatch = config.pipeline().batch().warmUp(engines).maxSize();
      var decoder = new ImageDecoder(config.pipeline().limits());
      var loop = new BareLoops(images, decoder, engines, pool, maxBatch);
      for (String part : List.of("warm", "done")) {
        int count = Integer.parseInt(words.get(part.equals("warm") ? 2 : 3));
        if (scores) {
          loop.score(count);
        } else {
          loop.decode(count);
        }
        parent.tell(Map.of("event", part, "batchSize", scores ? maxBatch : 0));
      }
      if (scores) {
        double[] nanos = loop.scoreSingly(SINGLE_IMAGES);
        double[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        parent.tell(Map.of("singleImageMillis", Quantiles.quantile(warm, 0.5) / 1e6));
      }
      parent.awaitEnd();
    } finally {
      pool.shutdownNow();
      engines.forEach(InferenceEngine::close);
    }
  }
}
