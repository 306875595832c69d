package io.engram.processor;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.signing.TrustedKeys;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.config.StreamConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.pipeline.ModelLoader;
import io.engram.processor.pipeline.ScoringPipeline;
import io.engram.processor.release.ReleaseFollower;
import io.engram.processor.release.Rollout;
import io.engram.processor.release.SwapFailedException;
import io.engram.processor.report.Reports;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Where a processor's models come from: the bundle that it is given, and releases if it follows.
 */
final class ModelSupply {
  /** Heatmaps of up to 4 MB each. */
  private static final int SHADOWS_WAITING = 64;

  private final ModelBundle given;
  private final ModelLoader loader;
  private final Optional<Rollout> rollout;

  private ModelSupply(ModelBundle given, ModelLoader loader, Optional<Rollout> rollout) {
    this.given = given;
    this.loader = loader;
    this.rollout = rollout;
  }

  /**
   * Opens the store, if there is one.
   *
   * @param given the bundle that serves until another is released
   * @param processor name of this processor
   * @param parts closes what is opened
   * @throws IOException if the bundle is not trusted, a key cannot be read, or there is no way to
   *     the model store
   */
  static ModelSupply open(
      ProcessorConfig config,
      ModelBundle given,
      String processor,
      AvroSerdes serdes,
      Reports reports,
      ScoringMetrics metrics,
      Parts parts)
      throws IOException {
    TrustedKeys trusted = TrustedKeys.read(config.releases().trustedKeys());
    trusted.require(given);
    ModelLoader loader = new ModelLoader(config.engines(), config.pipeline().batch());
    if (config.releases().store().isEmpty()) {
      return new ModelSupply(given, loader, Optional.empty());
    }
    serdes.requireRegistered(Topic.MODEL_SWAPS.topicName(), Topic.MODEL_SWAPS.event());
    Rollout rollout =
        Rollout.open(
            config.releases().store().get(),
            config.releases(),
            trusted,
            given,
            processor,
            loader::load,
            clients(config.stream(), serdes, reports, parts),
            metrics);
    return new ModelSupply(given, loader, Optional.of(parts.add(rollout, Rollout::close)));
  }

  private static Rollout.Clients clients(
      StreamConfig stream, AvroSerdes serdes, Reports reports, Parts parts) {
    Reports shadows =
        Reports.open(stream.reportsConfig(Topic.SHADOW_SCORES), serdes, SHADOWS_WAITING);
    return new Rollout.Clients(
        () ->
            new KafkaConsumer<>(
                stream.readerConfig(Topic.MODEL_RELEASES),
                new StringDeserializer(),
                new ByteArrayDeserializer()),
        serdes.deserializer(ModelRelease.class),
        reports,
        parts.add(shadows, Reports::close));
  }

  /**
   * The model to begin with; blocks while it is loaded.
   *
   * @return the caller closes it or hands it on
   * @throws SwapFailedException if a model was released that cannot serve
   */
  LoadedModel first()
      throws EngineUnavailableException,
          EngineException,
          SwapFailedException,
          InterruptedException {
    if (rollout.isPresent()) {
      Optional<LoadedModel> released = rollout.get().first();
      if (released.isPresent()) {
        return released.get();
      }
    }
    return loader.load(given);
  }

  /** Follows what is released, if anything is to be, until what this returns is closed. */
  Optional<ReleaseFollower> follow(ScoringPipeline pipeline) {
    return rollout.map(opened -> opened.follow(pipeline));
  }
}
