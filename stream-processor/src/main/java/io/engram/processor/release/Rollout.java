package io.engram.processor.release;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.signing.TrustedKeys;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import io.engram.model.store.StoreException;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.pipeline.ScoringPipeline;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.releases.ReleaseReader;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;

/** Brings released models into one processor: the first when it starts, then each that follows. */
public final class Rollout implements AutoCloseable {
  /**
   * The connection to Kafka.
   *
   * @param releases readers of committed records, outside of any group
   * @param values reads values of {@code model-releases}
   * @param swaps to {@code model-swaps}; closed with the rollout
   */
  public record Clients(
      Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> releases,
      Deserializer<ModelRelease> values,
      Producer<String, ModelSwap> swaps) {}

  private final Clients clients;
  private final ModelSource source;
  private final ReleasedModels models;

  private Rollout(Clients clients, ModelSource source, ReleasedModels models) {
    this.clients = clients;
    this.source = source;
    this.models = models;
  }

  /**
   * Opens the store.
   *
   * @param store where released models are
   * @param model name of the model that is followed
   * @param processor name of this processor
   * @param clients are closed with the rollout
   * @throws StoreException if there is no way to reach the store
   */
  public static Rollout open(
      StoreConfig store,
      ReleaseConfig config,
      TrustedKeys trusted,
      String model,
      String processor,
      ModelSource.Loader loader,
      Clients clients,
      ScoringMetrics metrics)
      throws StoreException {
    var source =
        new ModelSource(
            ModelStore.open(store), trusted, config.cache(), loader, config.loadTimeout());
    var report = new SwapReport(clients.swaps());
    return new Rollout(
        clients,
        source,
        new ReleasedModels(model, processor, source, report::send, metrics, Clock.systemUTC()));
  }

  /**
   * The released model to begin with; empty if none was released yet, and then {@code given} is
   * what the processor serves. Blocks while it is loaded.
   *
   * @throws SwapFailedException if a model was released, but neither it nor the one before it can
   *     serve
   */
  public Optional<LoadedModel> first(ModelBundle given)
      throws SwapFailedException, InterruptedException {
    models.startWith(given);
    try (var consumer = clients.releases().get()) {
      return models.first(new ReleaseReader(consumer, clients.values()).readToEnd());
    }
  }

  /**
   * Follows the decisions from here on, until what this returns is closed.
   *
   * @param pipeline takes models over
   */
  public ReleaseFollower follow(ScoringPipeline pipeline) {
    return ReleaseFollower.start(
        clients.releases(), clients.values(), models, ModelStage.of(pipeline));
  }

  @Override
  public void close() {
    clients.swaps().close();
    source.close();
  }
}
