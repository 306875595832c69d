package io.engram.processor.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Optional;

/** The content that one model scored lately, by its SHA-256. Thread-safe. */
public final class ContentCache {
  private final Cache<String, ScoredContent> cache;

  public ContentCache(CacheLimit limit) {
    this(limit, Ticker.systemTicker());
  }

  ContentCache(CacheLimit limit, Ticker clock) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(limit.bytes())
            .weigher((String sha256, ScoredContent content) -> content.bytes())
            .expireAfterWrite(limit.age())
            .ticker(clock)
            .executor(Runnable::run)
            .build();
  }

  /** What the model made of this content, if it is remembered. */
  public Optional<ScoredContent> find(String sha256) {
    return Optional.ofNullable(cache.getIfPresent(sha256));
  }

  void remember(String sha256, ScoredContent content) {
    cache.put(sha256, content);
  }
}
