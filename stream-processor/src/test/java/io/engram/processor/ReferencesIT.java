package io.engram.processor;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.engram.model.bundle.ModelBundle;
import io.engram.platform.testing.TestPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.reference.ImageServer;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a slow server does to images of another partition: nothing. */
class ReferencesIT {
  private static final int OTHERS = 20;

  private final byte[] image = TestStream.drawing(new Random(1));
  private final CountDownLatch slow = new CountDownLatch(1);

  @Test
  void shouldScoreAnotherPartitionWhileAServerIsSlow() throws Exception {
    try (ImageServer server = ImageServer.start();
        TestPlatform platform = TestStream.startPlatform(2);
        TestStream stream = new TestStream(platform)) {
      server.on("/slow.png", this::answerAtTheEnd);
      send(stream, 0, reference("slow", "http://127.0.0.1:" + server.port() + "/slow.png"));
      for (int i = 0; i < OTHERS; i++) {
        send(stream, 1, TestStream.event("other-" + i, image));
      }
      try (StreamProcessor processor =
          StreamProcessor.start(
              config(platform, server),
              ModelBundle.open(TestBundles.shipped()),
              ScoringMetrics.NONE)) {
        stream.awaitOutcomes(OTHERS);
        assertThat(stream.heatmaps()).hasSize(OTHERS).doesNotContainKey("slow");
        slow.countDown();
        stream.awaitOutcomes(OTHERS + 1);
        assertThat(processor.isRunning()).isTrue();
      }
      assertThat(stream.heatmaps()).containsEntry("slow", 1);
    }
  }

  private void answerAtTheEnd(HttpExchange exchange) throws IOException {
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ImageServer.image(image).handle(exchange);
  }

  private static ImageEvent reference(String imageId, String uri) {
    return ImageEvent.newBuilder(TestStream.event(imageId, new byte[0]))
        .setContent(null)
        .setReference(new ImageReference(uri, null))
        .build();
  }

  private static void send(TestStream stream, int partition, ImageEvent event) {
    stream.send(
        new ProducerRecord<>(
            IMAGE_EVENTS.topicName(),
            partition,
            event.getImageId().getBytes(UTF_8),
            stream.encoded(event)));
  }

  private static ProcessorConfig config(TestPlatform platform, ImageServer server) {
    return ProcessorConfig.from(
        Map.of(
            "bootstrap.servers",
            platform.bootstrapServers(),
            "schema.registry.url",
            platform.registryUrl(),
            "decode.threads",
            "1",
            "references.timeout-ms",
            "600000",
            "references.private-hosts",
            "http://127.0.0.1:" + server.port()));
  }
}
