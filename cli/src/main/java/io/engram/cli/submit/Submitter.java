package io.engram.cli.submit;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.results.Failure;
import io.engram.processor.pipeline.EventLimits;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.serde.RegistryUnavailableException;
import io.engram.schemas.topics.Topic;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Sends images, one file in memory at a time beside the producer's buffer: {@link #submit} blocks
 * while that is full. Takes over the producer and closes it. Not thread safe.
 */
public final class Submitter implements AutoCloseable {

  /** How an image that is on this machine travels. */
  public enum Transport {
    /** Its bytes are in the event. */
    INLINE,
    /** The event has its {@code file:} address; the processor must see the same file system. */
    REFERENCE
  }

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final Producer<String, ImageEvent> producer;
  private final Topic topic;
  private final Transport transport;
  private final long inlineLimit;
  private final Clock clock;
  private final SubmissionListener listener;
  private final SubmissionTraces traces;
  private final AtomicReference<Exception> broken = new AtomicReference<>();

  /**
   * @param topic of image events
   * @param inlineLimit the most bytes that an event may hold; a larger file is not read
   * @param telemetry hears of each image
   */
  public Submitter(
      Producer<String, ImageEvent> producer,
      Topic topic,
      Transport transport,
      long inlineLimit,
      Clock clock,
      SubmissionListener listener,
      OpenTelemetry telemetry) {
    this.producer = producer;
    this.topic = topic;
    this.transport = transport;
    this.inlineLimit = inlineLimit;
    this.clock = clock;
    this.listener = listener;
    this.traces = new SubmissionTraces(telemetry);
  }

  /**
   * Reads and sends one image. A file that can't be read is the listener's to report; it stops
   * nothing.
   *
   * @throws CommandFailedException if the broker or the registry takes nothing any more
   */
  public void submit(Submission submission) throws CommandFailedException {
    failIfBroken();
    ImageEvent.Builder event = ImageEvent.newBuilder();
    String key;
    try {
      key = readInto(event, submission);
    } catch (TooLargeException e) {
      listener.notSent(tooLarge(submission, e.size));
      return;
    } catch (IOException e) {
      listener.notSent(unreadable(submission, e));
      return;
    }
    send(submission, key, complete(event, submission));
  }

  /** Waits until the broker has everything that was submitted. */
  public void flush() throws CommandFailedException {
    producer.flush();
    failIfBroken();
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }

  private ImageEvent complete(ImageEvent.Builder event, Submission submission) {
    return event
        .setImageId(submission.imageId())
        .setCampaign(submission.campaign().orElse(null))
        .setRegionsOfInterest(submission.regionsOfInterest())
        .setSubmittedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  /** Sends the event, unless the processor would refuse it. */
  private void send(Submission submission, String key, ImageEvent event)
      throws CommandFailedException {
    Optional<EventLimits.Breach> breach = EventLimits.breach(event);
    if (breach.isPresent()) {
      listener.notSent(invalid(submission, breach.get()));
      return;
    }
    var record = new ProducerRecord<>(topic.topicName(), key, event);
    listener.sending(submission, event.getSubmittedAt());
    Span span = traces.begin(topic, submission.imageId(), record.headers());
    try {
      producer.send(
          record,
          (place, failure) -> {
            end(span, failure);
            acknowledged(submission, place, failure);
          });
    } catch (KafkaException e) {
      end(span, e);
      throw unsendable(e);
    } catch (RuntimeException e) {
      end(span, e);
      throw e;
    }
  }

  private static void end(Span span, Exception failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure.getMessage());
    }
    span.end();
  }

  private void acknowledged(Submission submission, RecordMetadata place, Exception failure) {
    if (failure == null) {
      listener.sent(submission, place.partition(), place.offset());
    } else if (failure instanceof RecordTooLargeException) {
      listener.notSent(tooLarge(submission, submission.bytes()));
    } else {
      broken.compareAndSet(null, failure);
    }
  }

  /**
   * Says whether the broker still takes images.
   *
   * @throws CommandFailedException if it has refused one for a reason that is not the image's
   */
  public void failIfBroken() throws CommandFailedException {
    if (broken.get() != null) {
      throw unsendable(broken.get());
    }
  }

  private CommandFailedException unsendable(Exception failure) {
    if (failure instanceof SerializationException
        || failure instanceof RegistryUnavailableException) {
      // They name the topic, the reason and the remedy, which differs from a broker's.
      return new CommandFailedException(failure.getMessage(), failure);
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new CommandFailedException(
        "topic " + topic.topicName(),
        "takes no more images (" + cause.getMessage() + ")",
        "See that the broker and the registry are up and submit again.",
        failure);
  }

  /** Gives the event its source of bytes, and returns its key. */
  private String readInto(ImageEvent.Builder event, Submission submission) throws IOException {
    if (submission.source() instanceof Source.Address address) {
      event.setReference(new ImageReference(address.uri().toString(), null));
      return submission.imageId();
    }
    return readInto(event, submission.file().orElseThrow());
  }

  private String readInto(ImageEvent.Builder event, Path file) throws IOException {
    MessageDigest digest = sha256();
    if (transport == Transport.REFERENCE) {
      try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      String uri = file.toRealPath().toUri().toString();
      event.setReference(new ImageReference(uri, sha256));
      return sha256;
    }
    byte[] content = readInline(file);
    event.setContent(ByteBuffer.wrap(content));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private byte[] readInline(Path file) throws IOException {
    long size = Files.size(file);
    if (size > inlineLimit) {
      throw new TooLargeException(size);
    }
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than allowed tells that the file has grown since.
      byte[] content = in.readNBytes(Math.toIntExact(inlineLimit + 1));
      if (content.length > inlineLimit) {
        throw new TooLargeException(Math.max(content.length, Files.size(file)));
      }
      return content;
    }
  }

  private static Failure invalid(Submission submission, EventLimits.Breach breach) {
    return new Failure(
        submission.imageId(), FailureReason.INVALID_EVENT.name(), breach.detail(), breach.remedy());
  }

  private Failure tooLarge(Submission submission, long size) {
    return new Failure(
        submission.imageId(),
        "TOO_MANY_BYTES",
        "the file has %,d bytes, more than the %,d that an event may hold"
            .formatted(size, inlineLimit),
        "Save the image smaller.");
  }

  private static Failure unreadable(Submission submission, IOException failure) {
    return new Failure(
        submission.imageId(),
        "UNREADABLE_FILE",
        submission.file().orElseThrow() + " can't be read: " + FileReasons.of(failure),
        "Make the file readable and submit it again.");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class TooLargeException extends IOException {
    private final long size;

    TooLargeException(long size) {
      this.size = size;
    }
  }
}
