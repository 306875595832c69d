package io.engram.processor.reference;

import io.engram.processor.lane.Lane;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.DnsResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** References with the test's own names and without its patience. */
final class Fixture implements AutoCloseable {
  static final int MAX_BYTES = 100_000;
  static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("AKID", "secret");
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Map<String, List<String>> names = new HashMap<>();
  private final List<HostRule> hosts = new ArrayList<>();
  private final List<HostRule> privateHosts = new ArrayList<>();
  private List<Path> folders = List.of();
  private Set<String> buckets = Set.of();
  private FetchLimits limits = new FetchLimits(8, 8, 3, LONG, LONG);
  private S3Config s3 = S3Config.defaults();
  private References references;

  /** What a name resolves to: the first time, the second, and so on; the last for good. */
  Fixture name(String host, String... addresses) {
    names.put(host, new ArrayList<>(List.of(addresses)));
    return this;
  }

  Fixture hosts(String... rules) {
    List.of(rules).forEach(rule -> hosts.add(HostRule.parse(rule)));
    return this;
  }

  Fixture privateHosts(String... rules) {
    List.of(rules).forEach(rule -> privateHosts.add(HostRule.parse(rule)));
    return this;
  }

  Fixture folders(Path... allowed) {
    folders = List.of(allowed);
    return this;
  }

  Fixture buckets(String... allowed) {
    buckets = Set.of(allowed);
    return this;
  }

  Fixture s3(S3Config config) {
    s3 = config;
    return this;
  }

  Fixture perHost(int count) {
    limits = new FetchLimits(8, count, 3, LONG, LONG);
    return this;
  }

  Fixture timeout(Duration timeout) {
    limits = new FetchLimits(8, 8, 2, LONG, timeout);
    return this;
  }

  private References references() {
    if (references == null) {
      references =
          References.open(
              new ReferenceConfig(
                  new ReferencePolicy(folders, hosts, privateHosts, buckets), limits, s3),
              MAX_BYTES,
              new Names(),
              () -> StaticCredentialsProvider.create(CREDENTIALS),
              new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), limits.attempts()));
    }
    return references;
  }

  CompletableFuture<Answer.Final> begin(String uri) {
    return begin(uri, () -> true);
  }

  CompletableFuture<Answer.Final> begin(String uri, BooleanSupplier wanted) {
    CompletableFuture<Answer.Final> answer = new CompletableFuture<>();
    references().fetch(uri, Lane.BULK, wanted, Runnable::run, answer::complete);
    return answer;
  }

  Answer.Final fetch(String uri) throws Exception {
    return begin(uri).get(60, TimeUnit.SECONDS);
  }

  Optional<Answer.Refused> refusal(String uri) throws Exception {
    return fetch(uri) instanceof Answer.Refused refused ? Optional.of(refused) : Optional.empty();
  }

  byte[] bytes(String uri) throws Exception {
    Answer.Final answer = fetch(uri);
    if (answer instanceof Answer.Fetched fetched) {
      return fetched.bytes();
    }
    throw new AssertionError(answer);
  }

  private final class Names implements DnsResolver {
    @Override
    public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
      if (host.matches("[0-9.]+|.*:.*")) {
        return new InetAddress[] {InetAddress.getByName(host)};
      }
      List<String> addresses = names.get(host);
      if (addresses == null) {
        throw new UnknownHostException(host);
      }
      String next = addresses.size() > 1 ? addresses.remove(0) : addresses.get(0);
      List<InetAddress> found = new ArrayList<>();
      for (String address : next.split(" ")) {
        found.add(InetAddress.getByName(address));
      }
      return found.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Override
  public void close() {
    if (references != null) {
      references.close();
    }
  }
}
