package io.engram.processor.reference;

import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Reads web addresses, and follows where they lead as far as each step is allowed. */
final class HttpFetcher implements Fetcher {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Accept", "image/jpeg, image/png, image/webp, image/gif, */*;q=0.1",
          "Accept-Encoding", "identity");

  private final ReferencePolicy policy;
  private final CheckedLookup names;
  private final HttpTransport transport;
  private final Executor threads;
  private final int maxBytes;
  private final Duration timeout;

  /**
   * @param names what the transport looks names up with
   * @param threads to go on with when a reply is there; looking names up may block them
   */
  HttpFetcher(
      ReferencePolicy policy,
      CheckedLookup names,
      HttpTransport transport,
      Executor threads,
      int maxBytes,
      Duration timeout) {
    this.policy = policy;
    this.names = names;
    this.transport = transport;
    this.threads = threads;
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /**
   * A step of the way to an image.
   *
   * @param shown the reference, and where it has led
   * @param redirects so far
   * @param deadline on the clock of {@link System#nanoTime}
   */
  private record Step(String shown, URI uri, int redirects, long deadline) {
    Step to(URI next) {
      String start = redirects == 0 ? shown : shown.substring(0, shown.indexOf(" (redirected"));
      String way = "%s (redirected to %s)".formatted(start, ShownUri.of(next));
      return new Step(way, next, redirects + 1, deadline);
    }

    Duration left() {
      return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    String path() {
      String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
  }

  @Override
  public String share(URI uri) {
    return Origin.of(uri).map(Origin::host).orElse("");
  }

  @Override
  public CompletableFuture<Answer> fetch(URI uri) {
    return take(new Step(ShownUri.of(uri), uri, 0, System.nanoTime() + timeout.toNanos()));
  }

  private CompletableFuture<Answer> take(Step step) {
    Optional<Origin> origin = Origin.of(step.uri());
    Optional<Refused> refusal = refusal(step, origin);
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(refusal.get());
    }
    try {
      // Here rather than only where the client does it: it must not wait for a name server.
      names.resolve(origin.orElseThrow().host());
    } catch (UnknownHostException e) {
      return CompletableFuture.completedFuture(failed(step, e));
    }
    return transport
        .get(origin.orElseThrow(), step.path(), HEADERS, step.left())
        .handleAsync(
            (reply, failure) ->
                failure == null
                    ? follow(step, reply)
                    : CompletableFuture.completedFuture(failed(step, failure)),
            threads)
        .thenCompose(Function.identity());
  }

  private Optional<Refused> refusal(Step step, Optional<Origin> origin) {
    if (step.uri().getRawUserInfo() != null) {
      return Optional.of(
          Refusals.malformed(
              step.shown(),
              "has a user name or password",
              "references carry no credentials: submit the bytes inline"));
    }
    if (origin.isEmpty()) {
      return Optional.of(
          Refusals.malformed(
              step.shown(),
              "is no web address with a host",
              "write the host as a name in ASCII (xn--... where it has other letters), or as a"
                  + " plain IPv4 or IPv6 address"));
    }
    return policy.allows(origin.get()) ? Optional.empty() : Optional.of(notAllowed(step, origin));
  }

  private static Refused notAllowed(Step step, Optional<Origin> origin) {
    return new Refused(
        FailureReason.REFERENCE_NOT_ALLOWED,
        step.shown() + " is not at a host that this processor may read from",
        "submit the bytes inline, or add %s to references.hosts".formatted(origin.orElseThrow()));
  }

  private CompletableFuture<Answer> follow(Step step, Reply reply) {
    return reply.isRedirect()
        ? redirected(step, reply)
        : CompletableFuture.completedFuture(
            reply.toAnswer(
                step.shown(),
                reply.said(),
                "check that the address can be read without logging in"));
  }

  private CompletableFuture<Answer> redirected(Step step, Reply reply) {
    Optional<URI> next = Redirects.target(step.uri(), reply.header("Location"));
    Optional<String> objection = Redirects.objection(step.uri(), next, step.redirects());
    return objection.isEmpty()
        ? take(step.to(next.orElseThrow()))
        : CompletableFuture.completedFuture(
            Refusals.unreadable(
                step.shown(), objection.get(), "name the image by its own address"));
  }

  private Answer failed(Step step, Throwable failure) {
    return HttpFailures.answer(step.shown(), failure, maxBytes, timeout);
  }

  @Override
  public void close() {
    transport.close();
  }
}
