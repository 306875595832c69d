package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.pipeline.PipelineConfig;
import io.engram.processor.reference.ReferencePolicy;
import io.engram.schemas.topics.Topic;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds heaps against the limits of containers, and against what processors keep on them. */
class MemoryTest {
  private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([mg])\\b");

  /** The model, tensors, pixels, Java's own: measured to be 300 to 500 MB. */
  private static final long BESIDE = mebibytes(512);

  /** Kafka's buffers, and objects. */
  private static final long OTHERS = mebibytes(128);

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  private static long mebibytes(long count) {
    return count << 20;
  }

  private static String options(JsonNode container) {
    return Resource.elements(container.path("env"))
        .filter(variable -> variable.path("name").asText().equals("JDK_JAVA_OPTIONS"))
        .map(variable -> variable.path("value").asText())
        .findFirst()
        .orElse("");
  }

  private static long heap(Resource workload) {
    Matcher heap = HEAP.matcher(options(workload.container()));
    assertThat(heap.find()).as(workload.toString()).isTrue();
    return mebibytes(Long.parseLong(heap.group(1)) * (heap.group(2).equals("g") ? 1024 : 1));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldLeaveRoomBesideTheHeap(Overlay overlay) {
    for (Resource workload : overlay.workloads().filter(Resource::runsEngram).toList()) {
      String limit = workload.container().at("/resources/limits/memory").asText();
      assertThat(heap(workload) + BESIDE)
          .as(workload.toString())
          .isLessThanOrEqualTo(Quantity.getAmountInBytes(new Quantity(limit)).longValue());
    }
  }

  /** A process that goes on after that may do anything but its work. */
  @ParameterizedTest
  @MethodSource("overlays")
  void shouldEndWhereTheHeapIsFull(Overlay overlay) {
    assertThat(overlay.workloads().filter(Resource::runsEngram))
        .allMatch(one -> options(one.container()).contains("-XX:+ExitOnOutOfMemoryError"));
  }

  /** Even where one processor is left with all partitions. */
  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHoldWhatIsInFlight(Overlay overlay) {
    ProcessorConfig config = ProcessorConfig.from(ConfigurationTest.settings(overlay));
    long windows =
        (long) (Topic.IMAGE_EVENTS.partitions() + Topic.INTERACTIVE_IMAGE_EVENTS.partitions())
            * config.stream().window().bytes();

    assertThat(heap(overlay.get("StatefulSet", "engram-processor")))
        .isGreaterThanOrEqualTo(
            windows + config.pipeline().cache().bytes() + references(config.pipeline()) + OTHERS);
  }

  /** Referenced images are on the heap as they came. */
  private static long references(PipelineConfig config) {
    return config.references().allowed().equals(ReferencePolicy.NONE)
        ? 0
        : (long) config.references().limits().inFlight() * config.limits().maxBytes();
  }
}
