package io.engram.processor.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.imaging.Heatmap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicLong now = new AtomicLong();
  private final ScoredContent content = content(4);

  private static ScoredContent content(int side) {
    Heatmap heatmap = new Heatmap(side, side, new byte[side * side], new byte[side * side]);
    return new ScoredContent(heatmap, 700, 500, ScoringTimes.NONE);
  }

  private ContentCache cache(long bytes) {
    return new ContentCache(new CacheLimit(bytes, HOUR), now::get);
  }

  @Test
  void shouldFindWhatItRemembers() {
    ContentCache cache = cache(1 << 20);
    cache.remember("a", content);

    assertThat(cache.find("a")).contains(content);
    assertThat(cache.find("b")).isEmpty();
  }

  @Test
  void shouldForgetWhatIsTooOld() {
    ContentCache cache = cache(1 << 20);
    cache.remember("a", content);

    now.set(HOUR.toNanos() - 1);
    assertThat(cache.find("a")).isPresent();
    now.set(HOUR.toNanos());
    assertThat(cache.find("a")).isEmpty();
  }

  @Test
  void shouldHoldNoMoreThanItsBytes() {
    ContentCache cache = cache(3L * content.bytes());
    for (int i = 0; i < 100; i++) {
      cache.remember("content " + i, content);
    }

    assertThat(IntStream.range(0, 100).filter(i -> isKnown(cache, i)).count()).isBetween(1L, 3L);
  }

  private static boolean isKnown(ContentCache cache, int number) {
    return cache.find("content " + number).isPresent();
  }

  @Test
  void shouldRememberNothingWhereNoBytesAreAllowed() {
    ContentCache cache = cache(0);
    cache.remember("a", content);

    assertThat(cache.find("a")).isEmpty();
  }

  @Test
  void shouldRefuseALimitThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CacheLimit(-1, HOUR))
        .withMessageContaining("cache.max-bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CacheLimit(1, Duration.ZERO))
        .withMessageContaining("cache.max-age-minutes");
  }
}
