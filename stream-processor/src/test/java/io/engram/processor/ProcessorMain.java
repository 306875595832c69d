package io.engram.processor;

import io.engram.model.bundle.ModelBundle;
import io.engram.processor.commit.CommitRuleClients;
import io.engram.processor.commit.Windows;
import io.engram.processor.commit.WithoutCommitRule;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.trace.ImageTraces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * A processor of its own process, to be killed. Arguments: the model bundle, {@code rule} or {@code
 * control}, settings as name=value.
 */
final class ProcessorMain {
  private ProcessorMain() {}

  public static void main(String[] args) throws Exception {
    Function<Windows, KafkaClientSupplier> clients =
        args[1].equals("control") ? WithoutCommitRule::new : CommitRuleClients::new;
    Map<String, String> settings =
        Arrays.stream(args)
            .skip(2)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    try (StreamProcessor processor =
        StreamProcessor.start(
            ProcessorConfig.from(settings),
            ModelBundle.open(Path.of(args[0])),
            ScoringMetrics.NONE,
            ImageTraces.none(),
            clients)) {
      processor.awaitStopped();
    }
  }
}
