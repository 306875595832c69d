package io.engram.processor.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processor may fetch on behalf of events. Empty lists allow nothing.
 *
 * @param folders images under these folders may be named by {@code file:} references; symbolic
 *     links are resolved before the check
 * @param hosts whose public addresses may be read from
 * @param privateHosts hosts that may also have addresses of this machine and of private networks
 * @param buckets that {@code s3:} references may name
 */
public record ReferencePolicy(
    List<Path> folders, List<HostRule> hosts, List<HostRule> privateHosts, Set<String> buckets) {
  /** Allows no reference. */
  public static final ReferencePolicy NONE =
      new ReferencePolicy(List.of(), List.of(), List.of(), Set.of());

  public ReferencePolicy {
    folders = List.copyOf(folders);
    hosts = List.copyOf(hosts);
    privateHosts = List.copyOf(privateHosts);
    buckets = buckets.stream().map(ReferencePolicy::bucket).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A bucket's name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String bucket(String name) {
    if (!S3Object.isBucket(name)) {
      throw new IllegalArgumentException("no name of a bucket: " + name);
    }
    return name;
  }

  boolean allows(Path realFile) {
    return folders.stream().anyMatch(realFile::startsWith);
  }

  boolean allows(Origin origin) {
    return Stream.concat(hosts.stream(), privateHosts.stream())
        .anyMatch(rule -> rule.allows(origin));
  }

  boolean allowsPrivateAddressesOf(String host) {
    return privateHosts.stream().anyMatch(rule -> rule.names(host));
  }
}
