package io.engram.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.platform.testing.TestPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a processor leaves behind that cannot go on: nothing. */
class FailureIT {
  /** Longer than the test waits: whoever does not leave is a member to its end. */
  private static final long SESSION_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static TestPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = TestStream.startPlatform(1);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static StreamProcessor processor(ScoringMetrics metrics, String... setting)
      throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", platform.bootstrapServers());
    settings.put("schema.registry.url", platform.registryUrl());
    settings.put("batch.max-size", "1");
    settings.put("kafka.session.timeout.ms", Long.toString(SESSION_MILLIS));
    settings.put(setting[0], setting[1]);
    return StreamProcessor.start(
        ProcessorConfig.from(settings), ModelBundle.open(TestBundles.shipped()), metrics);
  }

  @Test
  void shouldLeaveTheGroupAndTellTheCause() throws Exception {
    ScoringMetrics broken =
        new ScoringMetrics() {
          @Override
          public void imageAdmitted() {
            throw new IllegalStateException("out of order");
          }
        };
    try (TestStream stream = new TestStream(platform);
        StreamProcessor processor = processor(broken, "application.id", "fails")) {
      processor.awaitRunning();
      assertThat(members("fails")).hasSize(1);
      stream.submit(1);

      Optional<Throwable> reason = processor.awaitStopped();

      assertThat(reason).get().isInstanceOf(IllegalStateException.class);
      assertThat(reason.orElseThrow()).hasMessage("out of order");
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      while (!members("fails").isEmpty()) {
        assertThat(System.nanoTime()).as("still a member").isLessThan(deadline);
      }
    }
  }

  private static List<MemberDescription> members(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      return List.copyOf(
          admin.describeConsumerGroups(List.of(group)).all().get().get(group).members());
    }
  }

  @Test
  void shouldKeepNothingOpenWhenItDoesNotStart() {
    assertThatThrownBy(() -> processor(ScoringMetrics.NONE, "kafka.acks", "nonsense"))
        .isInstanceOf(org.apache.kafka.common.KafkaException.class);

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("engram-"));
  }
}
