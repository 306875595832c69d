package io.engram.benchmarks;

import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.measure.Extent;
import io.engram.benchmarks.micro.MicroCommand;
import io.engram.benchmarks.report.Report;
import io.engram.benchmarks.report.ReportTable;
import io.engram.benchmarks.scale.ScaleCommand;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code engram bench}: measures, prints a table, and writes JSON. */
@Command(
    name = "engram bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures Engram beside a bare loop and its peers, on the same images and the same model,"
          + " with a broker and a registry of its own.",
      "docs/performance.md says how each figure is measured."
    },
    footer = {
      "",
      "Contenders: decode, bare, engram, engram-at-least-once, kafka-streams,",
      "  kafka-streams-threads, flink.",
      "Example: engram bench --only bare,engram --rounds 5 --json bench.json batch.max-size=32"
    })
public final class Bench implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Folder of JPEGs. Default: the demo's creatives at 700 x 700.")
  private Path images;

  @Option(
      names = {"--model", "--bundle"},
      paramLabel = "DIR",
      description = "Model bundle. Default: the shipped model, models/mobilenet.")
  private Path model;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      converter = ById.class,
      description = "Contenders to measure. Default: all but decode.")
  private List<Contender> only =
      new ArrayList<>(EnumSet.complementOf(EnumSet.of(Contender.DECODE)));

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Drains of each contender, whose medians count. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--count",
      defaultValue = "3000",
      description = "Images that are measured in a drain. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--warm-up",
      defaultValue = "5000",
      description = "Images before them that are not. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description =
          "How long latencies are measured at each load; 0 for not at all. Default:"
              + " ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--partitions",
      defaultValue = "6",
      description = "Partitions of the topics. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--identity",
      description =
          "Also measure with a model of no cost, beside decoding alone; drains of 4 times as many"
              + " images.")
  private boolean identity;

  @Option(
      names = "--scaling",
      description =
          "Also measure Engram over 1 to 8 partitions, 1 to 4 stream threads, and in two processes,"
              + " with a model of no cost and small images.")
  private boolean scaling;

  @Option(
      names = "--backlog",
      defaultValue = "100000",
      description = "Images of each drain of --scaling. Default: ${DEFAULT-VALUE}.")
  private int backlog;

  @Option(
      names = "--memory",
      description =
          "Also look at Engram's resident memory while it drains many small images with a model of"
              + " no cost.")
  private boolean memory;

  @Option(
      names = "--memory-images",
      defaultValue = "200000",
      description = "Images of that drain. Default: ${DEFAULT-VALUE}.")
  private int memoryImages;

  @Option(
      names = "--swaps",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Also measure what swaps of models cost under load, and memory over so many of them."
              + " Default: 0, not at all.")
  private int swaps;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where to write everything that was measured, as JSON; - prints it.")
  private String json;

  @Parameters(
      paramLabel = "KEY=VALUE",
      description = "Settings of the processor that all contenders share.")
  private List<String> settings = List.of();

  Bench(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  /** Runs the command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine(Console.system()).execute(arguments));
  }

  static CommandLine commandLine(Console console) {
    var stop = new StopSignal();
    return new CommandLine(new Bench(console, stop))
        .addSubcommand("micro", new MicroCommand())
        .addSubcommand("scale", new ScaleCommand(console))
        .setOut(console.out())
        .setErr(console.err())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (stop.isRaised()) {
                return ExitCode.STOPPED;
              }
              console.say(
                  "engram: "
                      + Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
              return ExitCode.FAILED;
            });
  }

  @Override
  public Integer call() throws Exception {
    BenchRun.Plan plan = plan();
    checkJson();
    Report report = new BenchRun(console, plan, stop).run();
    report
        .sections()
        .forEach(
            section -> {
              console.print(section.title());
              console.print("");
              ReportTable.lines(section).forEach(console::print);
              console.print("");
            });
    if (!report.memory().isEmpty()) {
      console.print("Resident memory");
      console.print("");
      ReportTable.lines("images", report.memory()).forEach(console::print);
      console.print("");
    }
    if (report.swaps() != null) {
      console.print("%d swaps of models under load".formatted(report.swaps().swaps()));
      console.print("");
      ReportTable.lines(report.swaps()).forEach(console::print);
      console.print("");
      ReportTable.lines("swaps", report.swaps().memory()).forEach(console::print);
      console.print("");
    }
    if ("-".equals(json)) {
      report.json().lines().forEach(console::print);
    } else if (json != null) {
      Files.writeString(Path.of(json), report.json() + "\n");
      console.say("Wrote " + json);
    }
    return report.isComplete() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Before a run that takes long. */
  private void checkJson() {
    if (json == null || json.equals("-")) {
      return;
    }
    Path file = Path.of(json).toAbsolutePath();
    if (Files.isDirectory(file)) {
      refuse("is a folder");
    } else if (!Files.isDirectory(file.getParent())) {
      refuse("there is no folder " + file.getParent());
    } else if (!Files.isWritable(Files.exists(file) ? file : file.getParent())) {
      refuse("can't be written to");
    }
  }

  private void refuse(String reason) {
    throw new ParameterException(
        spec.commandLine(), "--json " + json + ": " + reason + ". Name a file that can be written");
  }

  private BenchRun.Plan plan() {
    try {
      return new BenchRun.Plan(
          Optional.ofNullable(images),
          Optional.ofNullable(model),
          only,
          new Extent(rounds, warmUp, count, Duration.ofSeconds(seconds)),
          partitions,
          identity,
          scaling ? Optional.of(backlog) : Optional.empty(),
          memory ? Optional.of(memoryImages) : Optional.empty(),
          swaps == 0 ? Optional.empty() : Optional.of(swaps),
          shared());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Map<String, String> shared() {
    Map<String, String> shared = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "'" + setting + "' is not a setting: write it as key=value");
      }
      shared.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return shared;
  }

  /** A contender by the name that tables give it. */
  static final class ById implements ITypeConverter<Contender> {
    @Override
    public Contender convert(String id) {
      for (Contender contender : Contender.values()) {
        if (contender.id().equals(id)) {
          return contender;
        }
      }
      throw new TypeConversionException(
          "'" + id + "' is no contender: engram bench --help lists them");
    }
  }
}
