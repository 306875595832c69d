package io.engram.processor.release;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.signing.TrustedKeys;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import io.engram.model.store.StoreException;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.pipeline.ScoringPipeline;
import io.engram.processor.report.Reports;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.ReleaseReader;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/** Brings released models into one processor: the first when it starts, then each that follows. */
public final class Rollout implements AutoCloseable {
  /**
   * The connection to Kafka.
   *
   * @param releases readers of committed records, outside of any group
   * @param values reads values of {@code model-releases}
   * @param reports of swaps and trials; stay the caller's
   * @param shadows of what shadows make of images; stay the caller's
   */
  public record Clients(
      Supplier<Consumer<String, byte[]>> releases,
      Deserializer<ModelRelease> values,
      Reports reports,
      Reports shadows) {}

  private final Clients clients;
  private final ModelSource source;
  private final ModelBundle given;
  private final ReleasedModels models;

  private Rollout(Clients clients, ModelSource source, ModelBundle given, ReleasedModels models) {
    this.clients = clients;
    this.source = source;
    this.given = given;
    this.models = models;
  }

  /**
   * Opens the store.
   *
   * @param store where released models are
   * @param given the model that the processor is started with, which is trusted
   * @param processor name of this processor
   * @throws StoreException if there is no way to reach the store
   */
  public static Rollout open(
      StoreConfig store,
      ReleaseConfig config,
      TrustedKeys trusted,
      ModelBundle given,
      String processor,
      ModelSource.Loader loader,
      Clients clients,
      ScoringMetrics metrics)
      throws StoreException {
    var source =
        new ModelSource(
            ModelStore.open(store), trusted, config.cache(), given, loader, config.loadTimeout());
    String model = config.model().orElse(given.manifest().name());
    return new Rollout(
        clients,
        source,
        given,
        new ReleasedModels(
            model,
            processor,
            source::load,
            ReleaseReports.to(clients.reports(), clients.shadows()),
            metrics,
            Clock.systemUTC()));
  }

  /**
   * The released model to begin with; empty if none was released yet, and then the given one is
   * what the processor serves. Blocks while it is loaded.
   *
   * @throws SwapFailedException if a model was released, but neither it nor the one before it can
   *     serve
   */
  public Optional<LoadedModel> first() throws SwapFailedException, InterruptedException {
    try (var consumer = clients.releases().get()) {
      Optional<LoadedModel> first =
          models.first(new ReleaseReader(consumer, clients.values()).readToEnd());
      if (first.isEmpty()) {
        models.startWith(given);
      }
      return first;
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
    source.close();
  }
}
