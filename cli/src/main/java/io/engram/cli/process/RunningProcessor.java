package io.engram.cli.process;

import io.engram.cli.console.CommandFailedException;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.processor.StreamProcessor;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.release.SwapFailedException;
import io.engram.processor.trace.ImageTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A stream processor that reads its partitions, and that can be asked whether it still does. */
public final class RunningProcessor implements AutoCloseable {
  private final StreamProcessor processor;
  private final CompletableFuture<Optional<Throwable>> end;

  private RunningProcessor(StreamProcessor processor) {
    this.processor = processor;
    this.end = CompletableFuture.supplyAsync(processor::awaitStopped);
  }

  /**
   * Starts one and waits until it reads.
   *
   * @throws CommandFailedException if it stopped before that
   * @throws EngineUnavailableException if the model cannot run as configured
   * @throws EngineException if the model fails
   * @throws SwapFailedException if a model was released that cannot serve
   * @throws IOException if the bundle is not trusted, or there is no way to the model store
   */
  public static RunningProcessor start(
      ProcessorConfig config, ModelBundle bundle, ScoringMetrics metrics, ImageTraces traces)
      throws CommandFailedException,
          EngineUnavailableException,
          EngineException,
          SwapFailedException,
          IOException,
          InterruptedException {
    var running = new RunningProcessor(StreamProcessor.start(config, bundle, metrics, traces));
    running.processor.awaitRunning();
    try {
      running.check();
    } catch (CommandFailedException e) {
      running.close();
      throw e;
    }
    return running;
  }

  /** Whether it has not stopped, and is not stuck. */
  boolean isLive() {
    return !end.isDone() && !processor.isStuck();
  }

  /** Whether its partitions are being read. */
  boolean isReady() {
    return processor.isReading();
  }

  /** Counts what Kafka Streams and its clients tell of themselves, such as lag. */
  void bindTo(MeterRegistry registry) {
    processor.bindTo(registry);
  }

  /** Name and version of the model that scores what comes. */
  public String serving() {
    return processor.serving();
  }

  /**
   * Does nothing while it runs.
   *
   * @throws CommandFailedException if it stopped by itself
   */
  public void check() throws CommandFailedException {
    if (end.isDone()) {
      Optional<Throwable> why = end.join();
      throw new CommandFailedException(
          "the processor",
          "stopped" + why.map(reason -> " (" + reason.getMessage() + ")").orElse(""),
          "See that the broker and the registry are up and start it again.",
          why.orElse(null));
    }
  }

  @Override
  public void close() {
    processor.close();
  }
}
