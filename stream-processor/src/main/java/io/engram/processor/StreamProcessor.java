package io.engram.processor;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.processor.commit.CommitRuleClients;
import io.engram.processor.commit.Windows;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.config.StreamConfig;
import io.engram.processor.drift.DriftDetection;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.pipeline.PipelineConfig;
import io.engram.processor.pipeline.ScoringPipeline;
import io.engram.processor.release.ReleaseFollower;
import io.engram.processor.release.SwapFailedException;
import io.engram.processor.report.Reports;
import io.engram.processor.topology.ScoringTopology;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running processor: constructs every part, wires them, and closes them in reverse. */
public final class StreamProcessor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamProcessor.class);
  private static final int REPORTS_WAITING = 1_000;

  /** A batch of a model that has been warmed up takes seconds at most. */
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(5);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final CloseOptions leaving;
  private final ScoringPipeline pipeline;
  private final Parts parts;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Void> stopping = new CompletableFuture<>();
  private final CompletableFuture<Optional<Throwable>> stopped = new CompletableFuture<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private StreamProcessor(
      KafkaStreams streams,
      GroupMembershipOperation membership,
      ScoringPipeline pipeline,
      Parts parts) {
    this.streams = streams;
    this.pipeline = pipeline;
    this.leaving = CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership);
    this.parts = parts;
  }

  /**
   * Loads and warms the model, then joins the stream. Returns when the stream threads have started;
   * {@link #awaitRunning} waits until partitions are being read.
   *
   * @param bundle the model that serves until another is released
   * @param traces follow images; what they tell it to stays the caller's to close
   * @throws EngineUnavailableException if the model cannot run as configured
   * @throws EngineException if the warm-up fails, or batches are too large for the model
   * @throws SwapFailedException if a model was released that cannot serve
   * @throws IOException if the bundle is not trusted, a key cannot be read, or there is no way to
   *     the model store
   * @throws org.apache.kafka.common.KafkaException if the schemas of results are not registered, or
   *     the registry or the brokers cannot be asked
   */
  public static StreamProcessor start(
      ProcessorConfig config, ModelBundle bundle, ScoringMetrics metrics, ImageTraces traces)
      throws EngineUnavailableException,
          EngineException,
          SwapFailedException,
          IOException,
          InterruptedException {
    return start(config, bundle, metrics, traces, CommitRuleClients::new);
  }

  /** The same without following any image. */
  public static StreamProcessor start(
      ProcessorConfig config, ModelBundle bundle, ScoringMetrics metrics)
      throws EngineUnavailableException,
          EngineException,
          SwapFailedException,
          IOException,
          InterruptedException {
    return start(config, bundle, metrics, ImageTraces.none());
  }

  static StreamProcessor start(
      ProcessorConfig config,
      ModelBundle bundle,
      ScoringMetrics metrics,
      ImageTraces traces,
      Function<Windows, KafkaClientSupplier> clients)
      throws EngineUnavailableException,
          EngineException,
          SwapFailedException,
          IOException,
          InterruptedException {
    Parts parts = new Parts();
    boolean started = false;
    try {
      StreamProcessor processor = build(config, bundle, metrics, traces, clients, parts);
      processor.run();
      started = true;
      return processor;
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  private static StreamProcessor build(
      ProcessorConfig config,
      ModelBundle bundle,
      ScoringMetrics metrics,
      ImageTraces traces,
      Function<Windows, KafkaClientSupplier> clients,
      Parts parts)
      throws EngineUnavailableException,
          EngineException,
          SwapFailedException,
          IOException,
          InterruptedException {
    StreamConfig stream = config.stream();
    AvroSerdes serdes =
        parts.add(AvroSerdes.connect(stream.registryUrl(), stream.registry()), AvroSerdes::close);
    List.of(Topic.VMS_HEATMAPS, Topic.MEMORABILITY_SCORES, Topic.SCORING_FAILURES)
        .forEach(topic -> serdes.requireRegistered(topic.topicName(), topic.event()));
    Reports reports =
        parts.add(
            Reports.open(
                stream.reportsConfig(
                    Topic.MODEL_SWAPS,
                    Topic.TRIAL_REPORTS,
                    Topic.MODEL_DRIFT,
                    Topic.DATASET_UPDATES),
                serdes,
                REPORTS_WAITING),
            Reports::close);
    String name = name(stream);
    DriftDetection drift = DriftSupply.open(config, name, serdes, reports, metrics, parts);
    ModelSupply models = ModelSupply.open(config, bundle, name, serdes, reports, metrics, parts);
    ScoringPipeline pipeline =
        parts.add(
            pipeline(config.pipeline(), models.first(), serdes, metrics, drift),
            ScoringPipeline::close);
    Windows windows = new Windows(stream.window());
    KafkaStreams streams =
        new KafkaStreams(
            ScoringTopology.build(serdes, pipeline, windows, traces),
            stream.toProperties(),
            clients.apply(windows));
    StreamProcessor processor =
        new StreamProcessor(
            streams,
            stream.instanceId().isEmpty()
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP,
            pipeline,
            parts);
    parts.add(processor, StreamProcessor::stop);
    metrics.watch(new UnderWay(pipeline, windows));
    // Closed before the pipeline that it hands models to.
    models.follow(pipeline).ifPresent(opened -> parts.add(opened, ReleaseFollower::close));
    return processor;
  }

  /** What events call this process: one in a container has no number of its own. */
  private static String name(StreamConfig stream) {
    return stream.instanceId().isEmpty()
        ? stream.applicationId() + "-" + UUID.randomUUID()
        : stream.instanceId();
  }

  /** Closes the model where there is no pipeline to do it. */
  private static ScoringPipeline pipeline(
      PipelineConfig config,
      LoadedModel first,
      AvroSerdes serdes,
      ScoringMetrics metrics,
      DriftDetection drift) {
    try {
      return ScoringPipeline.start(config, first, serdes, metrics, drift::watch);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private void run() {
    streams.setStateListener(this::stateChanged);
    streams.setUncaughtExceptionHandler(this::failed);
    streams.start();
  }

  private void stateChanged(State current, State previous) {
    switch (current) {
      case RUNNING -> running.complete(null);
      case PENDING_SHUTDOWN, PENDING_ERROR -> stopping.complete(null);
      case ERROR, NOT_RUNNING -> stopped.complete(Optional.ofNullable(failure.get()));
      default -> {}
    }
  }

  /** What one thread cannot go on with, another cannot either: the process must stop and say so. */
  private StreamThreadExceptionResponse failed(Throwable reason) {
    log.error("The stream failed; the processor stops", reason);
    failure.compareAndSet(null, causeOf(reason));
    // Kafka Streams' own way to stop on a failure would leave the partitions without an owner until
    // the session times out. It yields to a stop that has begun.
    Thread leave = new Thread(this::leave, "engram-leave");
    leave.setDaemon(true);
    leave.start();
    stopping.join();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void leave() {
    try {
      stop();
    } finally {
      stopping.complete(null);
    }
  }

  /** Kafka Streams wraps what happened into where it happened. */
  private static Throwable causeOf(Throwable reason) {
    Throwable cause = reason;
    while (cause instanceof StreamsException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Waits until partitions are assigned and being read, or the processor stopped. */
  public void awaitRunning() {
    CompletableFuture.anyOf(running, stopped).join();
  }

  /** Whether partitions are being read, or being moved between processors. */
  public boolean isRunning() {
    return streams.state().isRunningOrRebalancing();
  }

  /** Whether partitions are being read, and none is being moved. */
  public boolean isReading() {
    return streams.state() == State.RUNNING;
  }

  /** Whether an engine does not come back from a batch, which only a new process can mend. */
  public boolean isStuck() {
    return pipeline.longestBatch().compareTo(LONGEST_BATCH) > 0;
  }

  /** Counts what Kafka Streams and its clients tell of themselves, until this is closed. */
  public void bindTo(MeterRegistry registry) {
    KafkaStreamsMetrics kafka =
        parts.add(new KafkaStreamsMetrics(streams), KafkaStreamsMetrics::close);
    kafka.bindTo(registry);
  }

  /** Name and version of the model that scores what comes. */
  public String serving() {
    return pipeline.serving();
  }

  /** Waits until the processor stops; returns why, if it failed. */
  public Optional<Throwable> awaitStopped() {
    return stopped.join();
  }

  /**
   * Commits what was emitted and leaves; images in flight are read again by the next owner. That is
   * at once another processor, or, if this one has a stable name, itself when it is back in time.
   */
  @Override
  public void close() {
    parts.close();
  }

  private void stop() {
    if (!streams.close(leaving)) {
      log.warn("The stream did not stop within {}; what it holds is read again", CLOSE_TIMEOUT);
    }
  }
}
