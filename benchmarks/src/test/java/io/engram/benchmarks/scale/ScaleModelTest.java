package io.engram.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleModelTest {
  private static final List<Double> RATES = List.of(10.0, 1_000.0, 100_000.0);

  private final ScaleModel model = new ScaleModel(Assumptions.usual());

  /** docs/performance.md: 231.2 images/s on two cores, which the broker and the reader share. */
  @Test
  void shouldAgreeWithWhatOneMachineMeasured() {
    assertThat(model.capacity(2)).isBetween(231.2, 1.1 * 231.2);
  }

  @Test
  void shouldPlanInProportion() {
    Plan small = model.onCpu(1_000);
    Plan large = model.onCpu(100_000);

    assertThat(small.cores()).isEqualTo(14);
    assertThat(large.cores()).isEqualTo(1_347);
    assertThat(large.inMegabits()).isCloseTo(100 * small.inMegabits(), within(1e-6));
    assertThat(model.onCpu(10).brokers()).isEqualTo(3);
    assertThat(small.brokers()).isEqualTo(13);
    assertThat(large.brokers()).isEqualTo(1_279);
    assertThat(large.partitions()).isGreaterThanOrEqualTo(large.processors());
  }

  @Test
  void shouldNeedFewerCoresWithGpus() {
    assertThat(model.onGpu(100_000).cores()).isLessThan(model.onCpu(100_000).cores());
    assertThat(model.onGpu(100_000).gpus()).isEqualTo(42);
  }

  /** M/M/1 at a load of one half waits as long as it serves; M/M/2 a third of that. */
  @Test
  void shouldWaitAsErlangSays() {
    assertThat(ScaleModel.waitMillis(50, 10, 1)).isCloseTo(10, within(1e-9));
    assertThat(ScaleModel.waitMillis(100, 10, 2)).isCloseTo(10.0 / 3, within(1e-9));
  }

  /** Where machines have unequal numbers of cores, too. */
  @Test
  void shouldWaitForAFiniteTimeHoweverHighTheUtilisation() {
    var busy = new ScaleModel(Assumptions.of(Map.of("processor.utilisation", "0.99")));

    for (double rate = 10; rate < 10_000; rate *= 1.1) {
      assertThat(busy.onCpu(rate).latencyMillis()).isGreaterThan(21);
      assertThat(busy.onGpu(rate).latencyMillis()).isGreaterThan(21);
    }
  }

  @Test
  void shouldSayWhatTheDocumentSays() throws Exception {
    var smallDisks = new Brokers(Assumptions.of(Map.of("broker.disk-gigabytes", "537")));

    assertThat(Files.readString(Path.of("../docs/scale.md")))
        .contains(String.join("\n", ScaleTable.plans(RATES, model::onCpu)))
        .contains(String.join("\n", ScaleTable.plans(RATES, model::onGpu)))
        .contains(String.join("\n", ScaleTable.brokers(List.of(3, 12), smallDisks)));
  }
}
