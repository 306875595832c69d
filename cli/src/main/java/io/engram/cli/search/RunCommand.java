package io.engram.cli.search;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.cli.data.BackboneOption;
import io.engram.cli.data.CacheFolder;
import io.engram.cli.data.DataOptions;
import io.engram.schemas.TrialFinished;
import io.engram.schemas.TrialRequested;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.run.DeviceChoice;
import io.engram.trainer.run.Machine;
import io.engram.trainer.search.Budget;
import io.engram.trainer.search.LocalTrials;
import io.engram.trainer.search.ResultsFile;
import io.engram.trainer.search.Search;
import io.engram.trainer.search.SearchDirectory;
import io.engram.trainer.search.TrialExecutor;
import io.engram.trainer.search.kafka.KafkaTrials;
import io.engram.trainer.search.report.ReportTable;
import io.engram.trainer.search.report.SearchReport;
import io.engram.trainer.search.space.InvalidSpaceException;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.StrategyKind;
import io.engram.trainer.search.training.BestConfiguration;
import io.engram.trainer.search.training.RecipeConfig;
import io.engram.trainer.search.training.SpaceCheck;
import io.engram.trainer.search.training.TrainingTrials;
import io.engram.trainer.search.training.TrialStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram search run}: searches a space, or goes on with that. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Searches a space, one trial after the other here, or on all machines with a worker.",
      "Ctrl-C stops between two steps. The same command goes on, also after a crash; a larger"
          + " --minutes goes on with a search whose budget was spent."
    },
    footer = {
      "",
      "The search's folder holds results.jsonl, report.html, trials.csv, choices.csv and best.json,"
          + " which engram train --config takes, with the same --backbone if its network has one."
    })
final class RunCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private DataOptions dataOptions;
  @Mixin private BackboneOption backbone;

  @Option(
      names = "--space",
      required = true,
      paramLabel = "FILE",
      description = "What to search, such as trainer/spaces/light.json.")
  private Path spaceFile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The search's folder. Default: runs/search-SPACE-STRATEGY.")
  private Path out;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "one-at-a-time or asha. Default: the section that the space has, one-at-a-time if both.")
  private String strategy;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "Training time that may be spent, summed over workers and earlier runs of this search."
              + " What is under way then is finished. Default: no limit.")
  private Double minutes;

  @Option(
      names = "--workers",
      paramLabel = "WHERE",
      defaultValue = "local",
      description = "local (this process) or kafka (engram search worker). Default: local.")
  private Workers workers;

  /** Where trials are trained. */
  enum Workers {
    LOCAL,
    KAFKA
  }

  RunCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    Budget budget = budget();
    Space space = SpaceFile.read(spaceFile);
    StrategyKind kind = kind(space);
    kind.requireIn(space, spaceFile.toString());
    var start = new TrialStart(backbone.open());
    SpaceCheck.check(space, kind, start, spaceFile.toString());
    DatasetDirectory data = dataOptions.open();
    var machine = new Machine(DeviceChoice.AUTO, Optional.of(CacheFolder.ofThisUser()));
    SearchDirectory directory =
        SearchDirectory.openOrCreate(
            out(kind), spaceFile, kind, start.fingerprint(DataFingerprint.of(data)));
    Search.Ending ending;
    try (ResultsFile file = directory.results()) {
      var progress = new SearchProgress(console, directory, budget, file.results());
      ending =
          workers == Workers.KAFKA
              ? searchByWorkers(directory, budget, file, progress)
              : search(
                  directory,
                  budget,
                  file,
                  new LocalTrials(
                      new TrainingTrials(data, start, machine, System::nanoTime),
                      directory.trials(),
                      progress::epochEnded),
                  progress);
    }
    return report(directory, ending);
  }

  private Search.Ending searchByWorkers(
      SearchDirectory directory, Budget budget, ResultsFile file, SearchProgress progress)
      throws Exception {
    Connection connection = connectionOptions.connection();
    connection.check(List.of(Topic.SEARCH_TRIALS, Topic.SEARCH_RESULTS));
    try (AvroSerdes serdes = connection.serdes();
        var requests = connection.producer(Topic.SEARCH_TRIALS, TrialRequested.class, serdes);
        var reader = connection.consumer(Set.of(Topic.SEARCH_TRIALS, Topic.SEARCH_RESULTS))) {
      var clients =
          new KafkaTrials.Clients(
              requests,
              reader,
              serdes.deserializer(TrialRequested.class),
              serdes.deserializer(TrialFinished.class));
      var executor =
          new KafkaTrials(
              directory.id(), directory.data(), clients, file.results(), Clock.systemUTC());
      console.say("Trials wait for workers: engram search worker --dataset DIR");
      return search(directory, budget, file, executor, progress);
    }
  }

  private Search.Ending search(
      SearchDirectory directory,
      Budget budget,
      ResultsFile file,
      TrialExecutor executor,
      SearchProgress progress)
      throws IOException, InterruptedException {
    return new Search(
            directory.kind().over(directory.space(), RecipeConfig::training),
            directory.space().objective(),
            budget,
            file,
            executor,
            progress)
        .run(stop::isRaised);
  }

  private int report(SearchDirectory directory, Search.Ending ending) throws IOException {
    SearchReport report = SearchReport.of(directory, RecipeConfig::training);
    report.write(directory.path());
    BestConfiguration.write(report, directory.path());
    if (ending == Search.Ending.STOPPED) {
      console.say("Stopped. Go on with the same command.");
      return ExitCode.STOPPED;
    }
    ReportTable.lines(report).forEach(console::print);
    console.print(directory.path().resolve("report.html").toString());
    if (ending == Search.Ending.BUDGET_SPENT) {
      console.say("The budget is spent. Go on with the same command and more --minutes.");
    }
    return ExitCode.OK;
  }

  private StrategyKind kind(Space space) throws InvalidSpaceException {
    try {
      return strategy == null ? StrategyKind.defaultOf(space) : StrategyKind.named(strategy);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--strategy: " + e.getMessage(), e);
    }
  }

  private Path out(StrategyKind kind) {
    if (out != null) {
      return out;
    }
    String name = spaceFile.getFileName().toString().toLowerCase(Locale.ROOT);
    return Path.of("runs", "search-" + name.replaceAll("\\.json$", "") + "-" + kind.label());
  }

  private Budget budget() {
    if (minutes == null) {
      return Budget.unlimited();
    }
    if (!(minutes > 0) || minutes > 1e6) {
      throw new ParameterException(
          spec.commandLine(), "--minutes must be > 0 and at most a million, was " + minutes);
    }
    return Budget.of(Duration.ofMillis(Math.round(minutes * 60_000)));
  }
}
