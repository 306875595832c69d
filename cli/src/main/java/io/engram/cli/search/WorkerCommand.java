package io.engram.cli.search;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.FolderLock;
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
import io.engram.trainer.search.kafka.SearchWorker;
import io.engram.trainer.search.kafka.WorkerDirectory;
import io.engram.trainer.search.kafka.WorkerListener;
import io.engram.trainer.search.training.TrainingTrials;
import io.engram.trainer.search.training.TrialStart;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram search worker}: trains what searches ask for. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the trials of engram search run --workers kafka, until Ctrl-C, on the same data"
          + " and from the same backbone.",
      "Start one on each machine. A trial whose worker stops or dies is taken over by another."
    })
final class WorkerCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private DataOptions dataOptions;
  @Mixin private BackboneOption backbone;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "runs/search-worker",
      description = "Where checkpoints are kept; one folder a worker. Default: ${DEFAULT-VALUE}.")
  private Path work;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "Of how many trials checkpoints are kept, those trained last; a trial whose checkpoint has"
              + " gone is trained from its beginning. Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What the results call this worker. Default: the machine's name.")
  private String name;

  WorkerCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    WorkerDirectory directory = directory();
    DatasetDirectory data = dataOptions.open();
    var start = new TrialStart(backbone.open());
    String fingerprint = start.fingerprint(DataFingerprint.of(data));
    var machine = new Machine(DeviceChoice.AUTO, Optional.of(CacheFolder.ofThisUser()));
    Connection connection = connectionOptions.connection();
    connection.check(List.of(Topic.SEARCH_TRIALS, Topic.SEARCH_RESULTS));
    try (var lock = FolderLock.of(work, "another worker", "--work");
        AvroSerdes serdes = connection.serdes();
        // No process takes up another's transactions: the group decides whose trial it is.
        var results =
            connection.transactionalProducer(
                Topic.SEARCH_RESULTS,
                TrialFinished.class,
                serdes,
                SearchWorker.group(fingerprint) + "-" + UUID.randomUUID());
        var trials =
            connection.groupConsumer(Topic.SEARCH_TRIALS, SearchWorker.group(fingerprint))) {
      console.say("Waiting for trials in " + lock.folder() + ". Ctrl-C stops.");
      new SearchWorker(
              new SearchWorker.Clients(trials, serdes.deserializer(TrialRequested.class), results),
              new TrainingTrials(data, start, machine, System::nanoTime),
              directory,
              fingerprint,
              name == null ? InetAddress.getLocalHost().getHostName() : name,
              Clock.systemUTC(),
              new Progress(console, fingerprint))
          .run(stop::isRaised);
      console.say("Stopped.");
      return ExitCode.OK;
    }
  }

  private WorkerDirectory directory() {
    try {
      return new WorkerDirectory(work, keep);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--keep: " + e.getMessage(), e);
    }
  }

  /** A line for each trial and epoch. */
  private record Progress(Console console, String fingerprint) implements WorkerListener {

    @Override
    public void started(TrialJob job) {
      console.say(
          "trial %d until epoch %d: %s"
              .formatted(job.trial().number(), job.untilEpoch(), job.trial().choices()));
    }

    @Override
    public void epochEnded(TrialJob job, EpochFigures epoch) {
      console.say(
          String.format(
              Locale.ROOT,
              "trial %d  epoch %d/%d  loss %.4f  %s",
              job.trial().number(),
              epoch.epoch(),
              job.untilEpoch(),
              epoch.loss(),
              epoch.metrics()));
    }

    @Override
    public void finished(TrialJob job, TrialOutcome outcome) {
      console.say("trial %d: result sent".formatted(job.trial().number()));
    }

    @Override
    public void passedOver(String search, String other) {
      console.say(
          "search %s is on another data set or backbone (fingerprint %s, here %s): left to workers that have it"
              .formatted(search, other, fingerprint));
    }

    @Override
    public void takenOver(TrialJob job) {
      console.say("trial %d: another worker has it now".formatted(job.trial().number()));
    }
  }
}
