package io.engram.trainer.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashIndexTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 8, 20, 32})
  void shouldFindWhatComparingWithEachFinds(int reach) {
    var random = new SplittableRandom(1);
    var hashes = random.longs(300).toArray();
    var index = new HashIndex(hashes, reach);
    for (int i = 0; i < 300; i++) {
      long query = hashes[i];
      for (int flips = random.nextInt(12); flips > 0; flips--) {
        query ^= 1L << random.nextInt(64);
      }
      int nearest = 65;
      int first = -1;
      for (int j = 0; j < hashes.length; j++) {
        int distance = Long.bitCount(query ^ hashes[j]);
        if (distance < nearest) {
          nearest = distance;
          first = j;
        }
      }
      var found = index.nearest(query);
      if (nearest <= reach) {
        assertThat(found).contains(new HashIndex.Match(first, nearest));
      } else {
        assertThat(found).isEmpty();
      }
    }
  }

  @Test
  void shouldFindNothingAmongNothing() {
    assertThat(new HashIndex(new long[0], 8).nearest(0)).isEmpty();
  }
}
