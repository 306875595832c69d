package io.engram.benchmarks.flink;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.MEMORABILITY_SCORES;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;

import io.engram.benchmarks.child.Parent;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.config.StreamConfig;
import io.engram.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.CheckpointStorageFactory;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A Flink job with asynchronous I/O and exactly-once sinks as a child, in a cluster of its own
 * within the process. A checkpoint commits, so there is one each commit interval. Arguments: model
 * bundle, settings of the processor.
 */
public final class FlinkMain {
  private static final int TRANSACTION_TIMEOUT_MILLIS = 60_000;
  private static final int ASYNC_TIMEOUT_MINUTES = 10;

  private FlinkMain() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.ofThisProcess();
    List<String> words = List.of(arguments);
    Map<String, String> settings = Parent.settings(words.subList(1, words.size()));
    ProcessorConfig config = ProcessorConfig.from(settings);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(
            config.stream().threads(), withoutRestarts());
    flink.enableCheckpointing(
        config.stream().commitIntervalMillis(), CheckpointingMode.EXACTLY_ONCE);
    flink.getConfig().enableObjectReuse();
    describe(flink, config.stream(), new ScoreAsync(words.get(0), settings));
    JobClient job = flink.executeAsync("score images");
    job.getJobExecutionResult()
        .whenComplete((result, failure) -> Runtime.getRuntime().halt(failure == null ? 0 : 1));
    parent.awaitEnd();
    job.cancel().get();
  }

  /** What fails shall be seen. */
  private static Configuration withoutRestarts() {
    return new Configuration()
        .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
        .set(CheckpointingOptions.CHECKPOINT_STORAGE, InMemory.class.getName());
  }

  /** A checkpoint holds the images in flight: more than the 5 MB that Flink allows unless told. */
  public static final class InMemory
      implements CheckpointStorageFactory<JobManagerCheckpointStorage> {
    private static final int MAX_STATE_BYTES = 256 << 20;

    @Override
    public JobManagerCheckpointStorage createFromConfig(ReadableConfig config, ClassLoader loader) {
      return new JobManagerCheckpointStorage(MAX_STATE_BYTES);
    }
  }

  private static void describe(
      StreamExecutionEnvironment flink, StreamConfig config, ScoreAsync score) {
    DataStream<Tuple3<byte[], byte[], byte[]>> scored =
        AsyncDataStream.orderedWait(
                flink.fromSource(source(config), WatermarkStrategy.noWatermarks(), "images"),
                score,
                ASYNC_TIMEOUT_MINUTES,
                TimeUnit.MINUTES,
                config.window().images())
            .returns(
                new TupleTypeInfo<>(
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    scored.sinkTo(sink(config, VMS_HEATMAPS)).name(VMS_HEATMAPS.topicName());
    scored.sinkTo(sink(config, MEMORABILITY_SCORES)).name(MEMORABILITY_SCORES.topicName());
  }

  @SuppressWarnings("deprecation") // Flink's connector speaks of offsets in Kafka's earlier words.
  private static KafkaSource<Tuple2<byte[], byte[]>> source(StreamConfig config) {
    return KafkaSource.<Tuple2<byte[], byte[]>>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setGroupId(config.applicationId())
        .setTopics(IMAGE_EVENTS.topicName())
        .setStartingOffsets(
            OffsetsInitializer.committedOffsets(
                org.apache.kafka.clients.consumer.OffsetResetStrategy.EARLIEST))
        .setProperty("isolation.level", "read_committed")
        .setDeserializer(new KeyAndValue())
        .build();
  }

  private static KafkaSink<Tuple3<byte[], byte[], byte[]>> sink(StreamConfig config, Topic topic) {
    return KafkaSink.<Tuple3<byte[], byte[], byte[]>>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(config.applicationId() + "-" + topic.topicName())
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_TIMEOUT_MILLIS))
        .setProperty(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(topic.maxMessageBytes()))
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, topic.compression())
        // Kafka Streams' default under both guarantees.
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "100")
        .setRecordSerializer(new ToTopic(topic.topicName(), topic == VMS_HEATMAPS))
        .build();
  }
}
