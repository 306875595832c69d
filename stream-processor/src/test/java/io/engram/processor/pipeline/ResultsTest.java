package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.imaging.Heatmap;
import io.engram.imaging.regions.Bounds;
import io.engram.imaging.regions.NamedArea;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import io.engram.model.bundle.Manifest;
import io.engram.model.testing.TinyBundle;
import io.engram.processor.content.ScoredContent;
import io.engram.processor.content.ScoringTimes;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final int SIDE = (int) Math.sqrt(Manifest.Output.MAX_CELLS);

  /** What Kafka writes around a record and its batch. */
  private static final int FRAME_BYTES = 1 << 10;

  /** Takes three bytes in UTF-8, more than any other character for each of Java's. */
  private static final String LONG = "\u5b57";

  private final Results results = new Results(TinyBundle.draft(8, 8), Clock.systemUTC());
  private final List<NamedArea> areas =
      IntStream.range(0, EventLimits.MAX_REGIONS)
          .mapToObj(i -> new NamedArea(name(i), new Bounds(0, 0, 1, 1)))
          .toList();

  private static String name(int number) {
    String suffix = Integer.toString(number);
    return LONG.repeat(EventLimits.MAX_NAME_CHARACTERS - suffix.length()) + suffix;
  }

  /**
   * What one event may make the processor write, at most, must fit, or the stream stops for ever.
   */
  @Test
  void shouldFitIntoTheirTopicsHoweverLargeTheEventThatIsAllowed() throws Exception {
    ImageEvent allowed =
        ImageEvent.newBuilder()
            .setImageId(name(0))
            .setCampaign(name(0))
            .setRegionsOfInterest(
                areas.stream()
                    .map(area -> new RegionOfInterest(area.name(), everywhere()))
                    .toList())
            .setSubmittedAt(Instant.EPOCH)
            .build();
    assertThat(EventLimits.breach(allowed)).isEmpty();
    Heatmap heatmap = new Heatmap(SIDE, SIDE, new byte[SIDE * SIDE], new byte[SIDE * SIDE]);
    List<Region> found = new RegionFinder(RegionRule.defaults()).find(heatmap, areas);

    Outcome.Scored scored =
        results.scored(
            pending(areas),
            ContentScore.cached(new ScoredContent(heatmap, 1, 1, ScoringTimes.NONE)),
            found,
            Duration.ZERO);

    assertThat(found).hasSizeGreaterThanOrEqualTo(EventLimits.MAX_REGIONS);
    assertFits(Topic.VMS_HEATMAPS, scored.heatmap());
    assertFits(Topic.MEMORABILITY_SCORES, scored.score());
  }

  @Test
  void shouldFitIntoTheFailuresTopicHoweverLongTheDetail() throws Exception {
    Outcome.Rejected rejected =
        new Failures(Clock.systemUTC())
            .rejected(
                record(new byte[Outcome.MAX_KEY_BYTES]),
                name(0),
                new RejectedImageException(FailureReason.UNKNOWN, LONG.repeat(1 << 20), "remedy"));

    assertFits(Topic.SCORING_FAILURES, rejected.failure());
  }

  private static io.engram.schemas.Bounds everywhere() {
    return new io.engram.schemas.Bounds(0., 0., 1., 1.);
  }

  private static ImageRecord record(byte[] key) {
    return new ImageRecord(new TopicPartition("image-events", 0), 0, key, null);
  }

  private PendingImage pending(List<NamedArea> areas) {
    return new PendingImage(
        record(null),
        new ImageRequest(name(0), name(0), Instant.EPOCH, areas),
        "a".repeat(64),
        0,
        Duration.ZERO,
        null,
        new CompletableFuture<>());
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> void assertFits(Topic topic, T event) throws Exception {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    registry.register(topic.subject(), PublishedSchema.of(topic.event()));
    try (AvroSerdes serdes = AvroSerdes.of(registry)) {
      byte[] value =
          serdes.serializer((Class<T>) event.getClass()).serialize(topic.topicName(), event);
      assertThat(value.length + Outcome.MAX_KEY_BYTES + Outcome.MAX_HEADER_BYTES + FRAME_BYTES)
          .isBetween(Outcome.MAX_KEY_BYTES, topic.maxMessageBytes());
    }
  }
}
