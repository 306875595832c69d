package io.engram.processor.reference;

import io.engram.processor.lane.Lane;
import io.engram.processor.reference.Answer.Final;
import io.engram.processor.reference.Answer.Later;
import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Fetches what events refer to; see the package's story. Thread-safe. */
public final class References implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(References.class);

  private final Map<String, Fetcher> byScheme;
  private final Slots slots;
  private final Backoff backoff;
  private final ExecutorService threads;

  References(Map<String, Fetcher> byScheme, Slots slots, Backoff backoff, ExecutorService threads) {
    this.byScheme = Map.copyOf(byScheme);
    this.slots = slots;
    this.backoff = backoff;
    this.threads = threads;
  }

  /**
   * Gets ready; connects to nothing yet.
   *
   * @param maxBytes of an image
   */
  public static References open(ReferenceConfig config, int maxBytes) {
    return open(
        config,
        maxBytes,
        SystemDefaultDnsResolver.INSTANCE,
        DefaultCredentialsProvider.builder()::build,
        Backoff.of(config.limits().attempts()));
  }

  static References open(
      ReferenceConfig config,
      int maxBytes,
      DnsResolver names,
      Supplier<AwsCredentialsProvider> aws,
      Backoff backoff) {
    FetchLimits limits = config.limits();
    ReferencePolicy policy = config.allowed();
    // As many as there are slots, at most: each may block while a name or a file is looked up.
    ExecutorService threads =
        Executors.newCachedThreadPool(new DefaultThreadFactory("engram-fetch", true));
    CheckedLookup ofHosts = new CheckedLookup(names, policy::allowsPrivateAddressesOf);
    // The endpoint is the operator's own word, so it may be anywhere that images come from.
    CheckedLookup ofStore = new CheckedLookup(names, any -> true);
    Fetcher http =
        new HttpFetcher(
            policy,
            ofHosts,
            new HttpTransport(ofHosts, limits, maxBytes),
            threads,
            maxBytes,
            limits.timeout());
    Fetcher s3 =
        new S3Fetcher(
            policy,
            config.s3(),
            config.signs() ? Optional.of(aws.get()) : Optional.empty(),
            new HttpTransport(ofStore, limits, maxBytes),
            threads,
            maxBytes,
            limits.timeout());
    return new References(
        Map.of("file", new FileFetcher(policy, maxBytes), "http", http, "https", http, "s3", s3),
        new Slots(limits.inFlight(), limits.perHost()),
        backoff,
        threads);
  }

  /**
   * Fetches an image and returns at once. The answer is used on a pool of the caller's; until that
   * is done the image has its slot, so that no more than so many are in memory. Once this is
   * closed, nothing may be used any more.
   *
   * @param reference as the event has it
   * @param wanted whether anybody still waits for the image: asked, and must not block, before each
   *     attempt. Once nobody does, there is no further attempt, and nothing may be used
   * @param pool where the answer is used
   */
  public void fetch(
      String reference, Lane lane, BooleanSupplier wanted, Executor pool, Consumer<Final> use) {
    URI uri;
    try {
      uri = new URI(new URI(reference).toASCIIString());
    } catch (URISyntaxException e) {
      pool.execute(() -> use.accept(malformed(reference, e)));
      return;
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    Fetcher fetcher = byScheme.get(scheme);
    if (fetcher == null) {
      pool.execute(() -> use.accept(unknown(uri)));
    } else {
      attempt(new Job(uri, fetcher, fetcher.share(uri), lane, wanted, pool, use), 1);
    }
  }

  private record Job(
      URI uri,
      Fetcher fetcher,
      String share,
      Lane lane,
      BooleanSupplier wanted,
      Executor pool,
      Consumer<Final> use) {}

  private void attempt(Job job, int attempt) {
    slots
        .take(job.share(), job.lane(), job.wanted())
        .thenComposeAsync(any -> job.fetcher().fetch(job.uri()), threads)
        .whenComplete((answer, failure) -> answered(job, attempt, answer, failure));
  }

  private void answered(Job job, int attempt, Answer answer, Throwable failure) {
    if (threads.isShutdown()) {
      return;
    }
    slots.fetched(job.share());
    if (failure != null) {
      log.error("Fetching {} failed unexpectedly", ShownUri.of(job.uri()), failure);
      use(job, unexpected(job.uri(), failure));
    } else if (answer instanceof Later later) {
      tryAgain(job, attempt, later);
    } else {
      use(job, (Final) answer);
    }
  }

  private void tryAgain(Job job, int failed, Later later) {
    Optional<Duration> delay =
        backoff.delayAfter(failed, later.pause(), ThreadLocalRandom.current().nextDouble());
    if (delay.isEmpty()) {
      use(job, gaveUp(job.uri(), failed, later));
      return;
    }
    slots.used();
    long millis = delay.get().toMillis();
    log.debug("{} is read again in {} ms: {}", ShownUri.of(job.uri()), millis, later.why());
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
        .execute(() -> attempt(job, failed + 1));
  }

  private void use(Job job, Final answer) {
    try {
      job.pool()
          .execute(
              () -> {
                try {
                  job.use().accept(answer);
                } finally {
                  slots.used();
                }
              });
    } catch (RejectedExecutionException e) {
      // The caller has closed its pool: nobody waits any more.
      slots.used();
    }
  }

  private static Refused malformed(String reference, URISyntaxException e) {
    return Refusals.malformed(
        ShownUri.of(reference),
        "is no URI: " + e.getReason(),
        "name the image as file:///path/to/image.jpg, https://host/image.jpg or"
            + " s3://bucket/image.jpg");
  }

  private static Refused unknown(URI uri) {
    return new Refused(
        FailureReason.REFERENCE_NOT_ALLOWED,
        ShownUri.of(uri) + " is no file:, http:, https: or s3: address",
        "submit the bytes inline, or name the image by such an address");
  }

  private static Refused gaveUp(URI uri, int attempts, Later later) {
    return Refusals.unreadable(
        ShownUri.of(uri),
        "%s (after %d attempts)".formatted(later.why(), attempts),
        "see that its server is up and submit the image again, or raise references.attempts or"
            + " references.timeout-ms");
  }

  private static Refused unexpected(URI uri, Throwable failure) {
    return new Refused(
        FailureReason.UNKNOWN,
        "%s: unexpected: %s".formatted(ShownUri.of(uri), failure),
        "please report this with the processor's log");
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
    byScheme.values().forEach(Fetcher::close);
  }
}
