package io.engram.processor.topology;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.INTERACTIVE_IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.MEMORABILITY_SCORES;
import static io.engram.schemas.topics.Topic.SCORING_FAILURES;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;

import io.engram.processor.commit.Windows;
import io.engram.processor.pipeline.Scorer;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** What flows from where to where. */
public final class ScoringTopology {
  static final String SCORE = "score-images";
  static final String HEATMAPS = "heatmaps";
  static final String SCORES = "scores";
  static final String FAILURES = "failures";

  /** Where a new group begins is the configuration's to say. */
  private static final AutoOffsetReset NO_RESET_OF_ITS_OWN = null;

  private ScoringTopology() {}

  /**
   * Image events in; a heatmap and a score, or a failure, out, under the event's own key. Keys and
   * events are taken as bytes: what cannot be read is an outcome too, not the end of the stream.
   */
  public static Topology build(
      AvroSerdes serdes, Scorer scorer, Windows windows, ImageTraces traces) {
    Serializer<byte[]> key = new ByteArraySerializer();
    return new Topology()
        .addSource(
            NO_RESET_OF_ITS_OWN,
            "images",
            new TimeOfEvent(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            IMAGE_EVENTS.topicName(),
            INTERACTIVE_IMAGE_EVENTS.topicName())
        .addProcessor(SCORE, () -> new ScoreImages(scorer, windows, traces), "images")
        .addSink(
            HEATMAPS, VMS_HEATMAPS.topicName(), key, serdes.serializer(VmsHeatmap.class), SCORE)
        .addSink(
            SCORES,
            MEMORABILITY_SCORES.topicName(),
            key,
            serdes.serializer(MemorabilityScore.class),
            SCORE)
        .addSink(
            FAILURES,
            SCORING_FAILURES.topicName(),
            key,
            serdes.serializer(ScoringFailure.class),
            SCORE);
  }
}
