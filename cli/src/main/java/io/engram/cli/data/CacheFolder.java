package io.engram.cli.data;

import java.nio.file.Path;
import java.util.Map;

/** Where decoded images are kept between runs. */
public final class CacheFolder {

  private CacheFolder() {}

  /** The user's cache folder: {@code $XDG_CACHE_HOME/engram}, or {@code ~/.cache/engram}. */
  public static Path ofThisUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** By the XDG base directory specification, an empty or relative value counts as unset. */
  static Path of(Map<String, String> environment, Path home) {
    var cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return (cache.isAbsolute() ? cache : home.resolve(".cache")).resolve("engram");
  }
}
