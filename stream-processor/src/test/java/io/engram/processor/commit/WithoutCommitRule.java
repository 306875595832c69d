package io.engram.processor.commit;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of {@link CommitRuleClients} less the rule: the control of an experiment. */
public final class WithoutCommitRule implements KafkaClientSupplier {
  private final Windows windows;
  private final CommitRuleClients clients;

  public WithoutCommitRule(Windows windows) {
    this.windows = windows;
    this.clients = new CommitRuleClients(windows);
  }

  /** Under at-least-once, offsets are committed here, and windows give back-pressure as ever. */
  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new WindowedConsumer(config, windows, offsets -> offsets);
  }

  /** Under exactly-once, offsets are committed here: as Kafka Streams counts them. */
  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new WindowedProducer(config, windows, offsets -> offsets);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return clients.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return clients.getGlobalConsumer(config);
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }
}
