package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.results.Failure;
import io.engram.cli.submit.Submitter.Transport;
import io.engram.schemas.Bounds;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.RegionOfInterest;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SubmitterTest {
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final RegionOfInterest LOGO =
      new RegionOfInterest("logo", new Bounds(0.1, 0.2, 0.3, 0.4));

  @RegisterExtension
  static final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();
  private final MockProducer<String, ImageEvent> producer = producer(true);

  @Test
  void shouldSendBytesUnderTheirHash() throws Exception {
    submitter(producer, Transport.INLINE).submit(abc());

    ProducerRecord<String, ImageEvent> record = producer.history().get(0);
    assertThat(record.topic()).isEqualTo("interactive-image-events");
    assertThat(record.key()).isEqualTo(SHA256_OF_ABC);
    assertThat(record.value())
        .isEqualTo(
            ImageEvent.newBuilder()
                .setImageId("abc.png")
                .setContent(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)))
                .setCampaign("spring")
                .setRegionsOfInterest(List.of(LOGO))
                .setSubmittedAt(NOW)
                .build());
    assertThat(heard).containsExactly("sending abc.png", "sent abc.png to 0@0");
  }

  @Test
  void shouldBeginTheTraceOfAnImage() throws Exception {
    submitter(producer, Transport.INLINE).submit(abc());

    SpanData span = telemetry.getSpans().get(0);
    assertThat(span.getName()).isEqualTo("send interactive-image-events");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("engram.image.id")))
        .isEqualTo("abc.png");
    assertThat(producer.history().get(0).headers().lastHeader("traceparent").value())
        .asString(StandardCharsets.US_ASCII)
        .startsWith("00-%s-%s-".formatted(span.getTraceId(), span.getSpanId()));
  }

  @Test
  void shouldSendTheAddressAndItsHashByReference() throws Exception {
    submitter(producer, Transport.REFERENCE).submit(abc());

    ImageEvent event = producer.history().get(0).value();
    assertThat(event.getContent()).isNull();
    assertThat(event.getReference().getUri())
        .isEqualTo(folder.toRealPath().resolve("abc.png").toUri().toString());
    assertThat(event.getReference().getSha256()).isEqualTo(SHA256_OF_ABC);
  }

  @Test
  void shouldSendAnAddressAsItIs() throws Exception {
    URI address = URI.create("https://images.test/a%20b.jpg?size=large");

    submitter(producer, Transport.INLINE)
        .submit(
            new Submission("a b", new Source.Address(address), Optional.of("spring"), List.of()));

    ProducerRecord<String, ImageEvent> record = producer.history().get(0);
    assertThat(record.key()).isEqualTo("a b");
    assertThat(record.value().getContent()).isNull();
    assertThat(record.value().getReference())
        .isEqualTo(new ImageReference("https://images.test/a%20b.jpg?size=large", null));
  }

  @Test
  void shouldReportAFileThatCannotBeReadAndGoOn() throws Exception {
    Submitter submitter = submitter(producer, Transport.INLINE);

    submitter.submit(submission("gone.png"));
    submitter.submit(abc());

    assertThat(heard)
        .containsExactly("UNREADABLE_FILE gone.png", "sending abc.png", "sent abc.png to 0@0");
  }

  @Test
  void shouldNotReadAFileThatNoEventCouldHold() throws Exception {
    Files.write(folder.resolve("large.png"), new byte[11]);

    submitter(producer, Transport.INLINE).submit(submission("large.png"));

    assertThat(heard).containsExactly("TOO_MANY_BYTES large.png");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void shouldNotSendAnEventThatTheProcessorWouldRefuse() throws Exception {
    Path file = Files.writeString(folder.resolve("abc.png"), "abc");
    String tooLong = "x".repeat(1025);

    submitter(producer, Transport.INLINE)
        .submit(new Submission(tooLong, file, Optional.empty(), List.of()));

    assertThat(heard).containsExactly("INVALID_EVENT " + tooLong);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void shouldReportAnEventThatTheBrokerFindsTooLarge() throws Exception {
    MockProducer<String, ImageEvent> strict = producer(false);

    submitter(strict, Transport.INLINE).submit(abc());
    strict.errorNext(new RecordTooLargeException("too large"));

    assertThat(heard).containsExactly("sending abc.png", "TOO_MANY_BYTES abc.png");
  }

  @Test
  void shouldStopWhenTheBrokerTakesNothingAnyMore() throws Exception {
    MockProducer<String, ImageEvent> dead = producer(false);
    Submitter submitter = submitter(dead, Transport.INLINE);

    submitter.submit(abc());
    dead.errorNext(new TimeoutException("no answer"));

    assertThatThrownBy(() -> submitter.submit(abc()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("image-events")
        .hasMessageContaining("no answer");
  }

  @Test
  void shouldSayWhatTheSerializerSaysOfASchemaThatIsNotRegistered() throws Exception {
    Serializer<ImageEvent> unregistered =
        AvroSerdes.of(new MockSchemaRegistryClient()).serializer(ImageEvent.class);
    var producer = new MockProducer<>(true, null, new StringSerializer(), unregistered);
    Submitter submitter = submitter(producer, Transport.INLINE);

    assertThatThrownBy(() -> submitter.submit(abc()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("image-events")
        .hasMessageContaining("Run \"engram topics apply\"")
        .hasMessageNotContaining("submit again");
  }

  private Submission abc() throws IOException {
    Files.writeString(folder.resolve("abc.png"), "abc");
    return submission("abc.png");
  }

  private Submission submission(String name) {
    return new Submission(name, folder.resolve(name), Optional.of("spring"), List.of(LOGO));
  }

  private Submitter submitter(MockProducer<String, ImageEvent> producer, Transport transport) {
    return new Submitter(
        producer,
        Topic.INTERACTIVE_IMAGE_EVENTS,
        transport,
        10,
        Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC),
        listener(),
        telemetry.getOpenTelemetry());
  }

  private static MockProducer<String, ImageEvent> producer(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), (topic, event) -> new byte[0]);
  }

  private SubmissionListener listener() {
    return new SubmissionListener() {
      @Override
      public void sending(Submission submission, Instant submittedAt) {
        heard.add("sending " + submission.imageId());
      }

      @Override
      public void sent(Submission submission, int partition, long offset) {
        heard.add("sent %s to %d@%d".formatted(submission.imageId(), partition, offset));
      }

      @Override
      public void notSent(Failure failure) {
        heard.add(failure.reason() + " " + failure.imageId());
      }
    };
  }
}
