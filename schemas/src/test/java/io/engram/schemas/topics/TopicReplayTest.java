package io.engram.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicReplayTest {
  private static final List<TopicPartition> ONLY = TopicReplay.only(Topic.MODEL_RELEASES);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> read = new ArrayList<>();

  private TopicReplay replay(long end) {
    consumer.updateBeginningOffsets(Map.of(ONLY.get(0), 0L));
    consumer.updateEndOffsets(Map.of(ONLY.get(0), end));
    // A minute a look.
    return new TopicReplay(consumer, ONLY, () -> nanos.getAndAdd(Duration.ofMinutes(1).toNanos()));
  }

  private void add(long offset, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(ONLY.get(0).topic(), 0, offset, "key", value.getBytes(UTF_8)));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    String value = new String(record.value(), UTF_8);
    if (value.equals("odd")) {
      throw new SerializationException("odd");
    }
    read.add(value);
  }

  @Test
  void shouldReadToTheEndAndLeaveOutWhatCannotBeRead() {
    TopicReplay replay = replay(3);
    add(0, "a");
    add(1, "odd");
    add(2, "b");

    replay.toEnd(this::take);

    assertThat(read).containsExactly("a", "b");
  }

  @Test
  void shouldGoOnFromWhereItStands() {
    TopicReplay replay = replay(1);
    add(0, "a");
    replay.toEnd(this::take);
    replay.toEnd(this::take);
    add(1, "b");

    assertThat(replay.poll(Duration.ZERO, this::take)).isTrue();
    assertThat(replay.poll(Duration.ZERO, this::take)).isFalse();
    assertThat(read).containsExactly("a", "b");
  }

  @Test
  void shouldNotWaitForEverForWhatDoesNotCome() {
    TopicReplay replay = replay(1);

    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> replay.toEnd(this::take))
        .withMessageContaining("model-releases");
  }
}
