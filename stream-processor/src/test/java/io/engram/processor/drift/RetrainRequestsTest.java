package io.engram.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.UpdateReason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetrainRequestsTest {
  private static final Instant NOW = Instant.ofEpochSecond(100);

  private final TransferQueue<Supplier<Optional<DatasetUpdated>>> answers =
      new LinkedTransferQueue<>();
  private final BlockingQueue<DatasetUpdated> published = new LinkedBlockingQueue<>();
  private final RetrainRequests requests =
      new RetrainRequests("ads", this::newest, published::add, Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    requests.close();
  }

  private Optional<DatasetUpdated> newest(String dataset) {
    try {
      assertThat(dataset).isEqualTo("ads");
      return answers.take().get();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void request(Supplier<Optional<DatasetUpdated>> answer) throws Exception {
    requests.rearm();
    requests.request();
    assertThat(answers.tryTransfer(answer, 20, TimeUnit.SECONDS)).isTrue();
  }

  private static Optional<DatasetUpdated> update(UpdateReason reason) {
    return Optional.of(
        DatasetUpdated.newBuilder()
            .setDataset("ads")
            .setUri("file:///ads")
            .setFingerprint("f".repeat(64))
            .setReason(reason)
            .setTrainingImages(10)
            .setValidationImages(2)
            .setPublishedAt(Instant.EPOCH)
            .build());
  }

  @Test
  void shouldPublishTheNewestVersionAgain() throws Exception {
    request(() -> update(UpdateReason.NEW_LABELS));

    DatasetUpdated again = published.poll(20, TimeUnit.SECONDS);
    assertThat(again.getReason()).isEqualTo(UpdateReason.DRIFT);
    assertThat(again.getPublishedAt()).isEqualTo(NOW);
    assertThat(again.getUri()).isEqualTo("file:///ads");
    assertThat(again.getFingerprint()).isEqualTo("f".repeat(64));
    assertThat(again.getTrainingImages()).isEqualTo(10);
    assertThat(again.getValidationImages()).isEqualTo(2);
  }

  /** The requests are worked on in order: an event of the first would come before the second's. */
  private void shouldPublishNothing(Supplier<Optional<DatasetUpdated>> answer) throws Exception {
    request(answer);
    request(() -> update(UpdateReason.MANUAL));

    assertThat(published.poll(20, TimeUnit.SECONDS)).isNotNull();
    requests.close();
    assertThat(published).isEmpty();
  }

  @Test
  void shouldNotPublishAVersionTwice() throws Exception {
    shouldPublishNothing(() -> update(UpdateReason.DRIFT));
  }

  @Test
  void shouldPublishNothingWhereNothingIsKnown() throws Exception {
    shouldPublishNothing(Optional::empty);
  }

  @Test
  void shouldGoOnAfterAFailure() throws Exception {
    shouldPublishNothing(
        () -> {
          throw new KafkaException("the topic cannot be read");
        });
  }
}
