package io.engram.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeOfEventTest {
  private static final long NONE = -1;

  private static long extract(long timestamp, long partitionTime) {
    return new TimeOfEvent()
        .extract(
            new ConsumerRecord<>(
                "images",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty()),
            partitionTime);
  }

  @Test
  void shouldTakeTheRecordsOwnTime() {
    assertThat(extract(42, 99)).isEqualTo(42);
    assertThat(extract(0, 99)).isZero();
  }

  @Test
  void shouldTakeItsPartitionsTimeForARecordWithoutOne() {
    assertThat(extract(NONE, 99)).isEqualTo(99);
  }

  @Test
  void shouldTakeTheTimeOfNowWhereThereIsNoOther() {
    long before = System.currentTimeMillis();

    assertThat(extract(NONE, NONE)).isBetween(before, System.currentTimeMillis());
  }
}
