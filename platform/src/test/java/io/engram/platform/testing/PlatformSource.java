package io.engram.platform.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The switch: where integration tests get their broker and their registry from. */
enum PlatformSource {
  /** Containers where they start, else the embedded pair. */
  AUTO,
  /** Containers, or no test runs. */
  CONTAINERS,
  EMBEDDED;

  /** System property with a name of these. */
  static final String PROPERTY = "engram.it.platform";

  static PlatformSource configured() {
    return named(System.getProperty(PROPERTY, AUTO.toString()));
  }

  static PlatformSource named(String name) {
    return Arrays.stream(values())
        .filter(source -> source.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be one of %s, was \"%s\""
                        .formatted(PROPERTY, List.of(values()), name)));
  }

  /**
   * Starts containers unless the embedded pair is asked for.
   *
   * @throws Exception why containers do not start, where nothing else will do
   */
  <C> PlatformChoice<C> choose(Callable<C> containers) throws Exception {
    if (this == EMBEDDED) {
      return new PlatformChoice<>(Optional.empty(), asked());
    }
    try {
      Optional<C> started = Optional.of(containers.call());
      return new PlatformChoice<>(started, this == AUTO ? "a Docker API answers" : asked());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // A Docker API may answer where no image can be fetched: that fails no test.
      if (this == AUTO) {
        return new PlatformChoice<>(Optional.empty(), "no container starts: " + cause(e));
      }
      throw e;
    }
  }

  private String asked() {
    return PROPERTY + " is " + this;
  }

  /** What failed, and at the bottom of it why. */
  private static String cause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure ? line(failure) : "%s (%s)".formatted(line(failure), line(root));
  }

  private static String line(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString())
        .lines()
        .findFirst()
        .orElse("");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
