package io.engram.processor.release;

import io.engram.model.bundle.InvalidBundleException;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.signing.TrustedKeys;
import io.engram.model.signing.UntrustedBundleException;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreException;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.SwapOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets released models ready to score. Thread-safe. */
public final class ModelSource implements AutoCloseable {
  /** Opens the engines of a bundle and warms them up. */
  @FunctionalInterface
  public interface Loader {
    LoadedModel load(ModelBundle bundle) throws EngineUnavailableException, EngineException;
  }

  private final ModelStore store;
  private final TrustedKeys trusted;
  private final Path cache;
  private final LoadAttempts attempts;
  private final ModelBundle given;
  private final Loader loader;
  private final Duration timeout;

  /**
   * @param store is closed with this
   * @param cache a folder for copies of bundles
   * @param given a bundle that is at hand and trusted, and need not be fetched
   * @param timeout how long the loader may take
   */
  public ModelSource(
      ModelStore store,
      TrustedKeys trusted,
      Path cache,
      ModelBundle given,
      Loader loader,
      Duration timeout) {
    this.store = store;
    this.trusted = trusted;
    this.cache = cache;
    this.attempts = new LoadAttempts(cache);
    this.given = given;
    this.loader = loader;
    this.timeout = timeout;
  }

  /**
   * Gets a released model ready; blocks meanwhile.
   *
   * @return the model, which the caller closes or hands on
   * @throws SwapFailedException if it cannot serve
   */
  LoadedModel load(ModelRelease release) throws SwapFailedException, InterruptedException {
    ModelBundle bundle = release.getBundleSha256().equals(given.sha256()) ? given : fetch(release);
    requireSame(release, bundle);
    CompletableFuture<LoadedModel> loading = new CompletableFuture<>();
    LoadAttempts.Attempt attempt = attempts.begin(bundle.sha256());
    loading.whenComplete((loaded, failure) -> attempt.close());
    Thread thread = new Thread(() -> load(bundle, loading), "engram-load-model");
    thread.setDaemon(true);
    thread.start();
    try {
      return loading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      closeLater(loading);
      throw new SwapFailedException(
          SwapOutcome.TIMED_OUT,
          "Model %s is not ready after %d s; give it longer with model.load-timeout-seconds"
              .formatted(bundle, timeout.toSeconds()),
          e);
    } catch (InterruptedException e) {
      // The process is about to end, which is no crash.
      attempt.close();
      closeLater(loading);
      throw e;
    } catch (ExecutionException e) {
      throw new SwapFailedException(
          SwapOutcome.ENGINE_FAILED, e.getCause().getMessage(), e.getCause());
    }
  }

  private void load(ModelBundle bundle, CompletableFuture<LoadedModel> loading) {
    try {
      loading.complete(loader.load(bundle));
    } catch (EngineUnavailableException | EngineException | RuntimeException | Error e) {
      loading.completeExceptionally(e);
    }
  }

  /** An engine cannot be stopped while it loads. */
  private static void closeLater(CompletableFuture<LoadedModel> loading) {
    loading.thenAccept(LoadedModel::close);
  }

  private ModelBundle fetch(ModelRelease release) throws SwapFailedException {
    try {
      ModelBundle bundle = store.fetch(release.getBundleSha256(), cache);
      trusted.require(bundle);
      return bundle;
    } catch (StoreException e) {
      throw new SwapFailedException(outcome(e), e.getMessage(), e);
    } catch (InvalidBundleException | RuntimeException e) {
      throw new SwapFailedException(SwapOutcome.BUNDLE_INVALID, e.getMessage(), e);
    } catch (UntrustedBundleException e) {
      throw new SwapFailedException(SwapOutcome.BUNDLE_UNTRUSTED, e.getMessage(), e);
    }
  }

  private static SwapOutcome outcome(StoreException e) {
    return e.kind() == StoreException.Kind.DAMAGED
        ? SwapOutcome.BUNDLE_INVALID
        : SwapOutcome.FETCH_FAILED;
  }

  /** A hash that belongs to another model is somebody's mistake, or worse. */
  private static void requireSame(ModelRelease release, ModelBundle bundle)
      throws SwapFailedException {
    if (!bundle.manifest().name().equals(release.getModelName())
        || !bundle.manifest().version().equals(release.getVersion())) {
      throw new SwapFailedException(
          SwapOutcome.MODEL_UNFIT,
          "Model bundle %s is %s %s, but was released as %s %s; release it under its own name"
              .formatted(
                  bundle.sha256(),
                  bundle.manifest().name(),
                  bundle.manifest().version(),
                  release.getModelName(),
                  release.getVersion()),
          null);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
