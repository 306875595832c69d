package io.engram.cli.topics;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ApplyReport;
import io.engram.schemas.topics.ApplyReport.Line;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import io.engram.schemas.topics.TopicsNotAppliedException;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram topics}, the home of {@code apply}. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Creates the topics and registers the event schemas.",
    synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand implements Runnable {
  private final Console console;
  @Spec private CommandSpec spec;

  public TopicsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: apply");
  }

  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      description = {
        "Creates every topic that is missing and registers every event schema.",
        "Safe to run again: it changes nothing that is as it should be, and reports what differs."
      })
  int apply(
      @Mixin ConnectionOptions options,
      @Option(
              names = "--partitions",
              paramLabel = "N",
              description =
                  "Partitions of the topics of images and trials: as many machines can share the work.")
          Integer partitions,
      @Option(
              names = "--replication",
              paramLabel = "N",
              description = "Replicas of every topic. Default: the cluster's own.")
          Integer replication)
      throws Exception {
    return apply(options.connection(), settings(partitions, replication));
  }

  private int apply(Connection connection, TopicSettings settings)
      throws TopicsNotAppliedException, CommandFailedException {
    try (Admin admin = connection.admin();
        AvroSerdes serdes = connection.serdes()) {
      ApplyReport report = TopicsApplier.apply(admin, serdes.registry(), settings);
      int width = report.lines().stream().mapToInt(line -> line.name().length()).max().orElse(0);
      report.lines().forEach(line -> console.print(row(line, width)));
      return report.differences().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private TopicSettings settings(Integer partitions, Integer replication) {
    try {
      return new TopicSettings(optional(partitions), optional(replication));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static String row(Line line, int width) {
    String outcome = line.outcome().name().toLowerCase(Locale.ROOT);
    return String.format("%-8s %-" + width + "s  %s", outcome, line.name(), line.detail());
  }
}
