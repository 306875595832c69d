package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.engram.schemas.FailureReason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RejectionLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RejectionLog.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong();
  private final RejectionLog log = new RejectionLog(nanos::get);

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(logged);
    logger.setLevel(null);
  }

  private void reject(String imageId) {
    ImageRecord source = new ImageRecord(new TopicPartition("image-events", 0), 7, null, null);
    var why = new RejectedImageException(FailureReason.CORRUPT_IMAGE, "a\nb", "mend it");
    log.rejected(source, new Failures(Clock.systemUTC()).rejected(source, imageId, why).failure());
  }

  private List<String> lines() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void shouldNameTheImageInFieldsAndKeepToOneLine() {
    reject("odd.png");

    assertThat(lines()).containsExactly("image-events-0@7 has no score: a?b");
    assertThat(logged.list.get(0).getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly("record=image-events-0@7", "image_id=odd.png");
  }

  @Test
  void shouldLeaveOutMostOfAFloodAndSayHowMany() {
    for (int i = 0; i < 1_000; i++) {
      reject("odd.png");
    }
    assertThat(lines()).hasSize(20);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    reject("odd.png");

    assertThat(lines()).hasSize(22).element(20).asString().startsWith("980 more images");
  }
}
