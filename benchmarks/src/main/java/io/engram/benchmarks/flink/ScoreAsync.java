package io.engram.benchmarks.flink;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.MEMORABILITY_SCORES;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;

import io.engram.benchmarks.peer.ImageScorers;
import io.engram.benchmarks.peer.Scored;
import io.engram.model.bundle.ModelBundle;
import io.engram.processor.config.ProcessorConfig;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroDeserializer;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.AvroSerializer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * From (key, event) to (key, heatmap, score), all as bytes, on a pool of as many threads as Engram
 * decodes with. Each has an engine of its own, and so no image waits for another.
 */
final class ScoreAsync
    extends RichAsyncFunction<Tuple2<byte[], byte[]>, Tuple3<byte[], byte[], byte[]>> {
  private static final long serialVersionUID = 1;

  private final String bundle;
  private final Map<String, String> settings;

  private transient ExecutorService pool;
  private transient ImageScorers scorers;
  private transient AvroSerdes serdes;
  private transient AvroDeserializer<ImageEvent> events;
  private transient AvroSerializer<VmsHeatmap> heatmaps;
  private transient AvroSerializer<MemorabilityScore> scores;

  /** Serialised on its way to the workers, so with what can be. */
  ScoreAsync(String bundle, Map<String, String> settings) {
    this.bundle = bundle;
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    ProcessorConfig config = ProcessorConfig.from(settings);
    int threads = config.pipeline().readers();
    pool = Executors.newFixedThreadPool(threads);
    scorers = ImageScorers.open(ModelBundle.open(Path.of(bundle)), config, threads);
    serdes = AvroSerdes.connect(config.stream().registryUrl());
    events = serdes.deserializer(ImageEvent.class);
    heatmaps = serdes.serializer(VmsHeatmap.class);
    scores = serdes.serializer(MemorabilityScore.class);
  }

  @Override
  public void asyncInvoke(
      Tuple2<byte[], byte[]> image, ResultFuture<Tuple3<byte[], byte[], byte[]>> result) {
    byte[] key = image.f0;
    byte[] event = image.f1;
    pool.execute(
        () -> {
          try {
            result.complete(List.of(score(key, event)));
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
  }

  private Tuple3<byte[], byte[], byte[]> score(byte[] key, byte[] event) {
    Scored scored = scorers.score(events.deserialize(IMAGE_EVENTS.topicName(), event));
    return Tuple3.of(
        key,
        heatmaps.serialize(VMS_HEATMAPS.topicName(), scored.heatmap()),
        scores.serialize(MEMORABILITY_SCORES.topicName(), scored.score()));
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
    if (serdes != null) {
      serdes.close();
    }
  }
}
