package io.engram.cli.data;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.console.StopSignal;
import io.engram.trainer.dataset.check.CheckReport;
import io.engram.trainer.dataset.check.DatasetCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram data check}: tells what is wrong with a data set, and what it means. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every photograph and map of a data set and tells what is wrong with it: missing and"
          + " unreadable files, lists that overlap, maps that do not fit, and images to measure on"
          + " that look like one to train on.",
      "Exit status: 0 if it can be trained on, 1 if training would be refused or mislead."
    },
    footer = {
      "",
      "A data set is a folder or a zip file with images/ and vms/ (or maps/), and the lists"
          + " viscplus_train.csv and viscplus_val.csv, or train.csv and val.csv, or none; or"
          + " with a folder like that for each category; or with NAME_vms.png beside NAME.jpg;"
          + " or laid out like LaMem.",
      "Example: engram data check vischema-plus"
    })
final class CheckCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The data set: a folder or a zip file.")
  private Path dataset;

  @Mixin private SplitOptions split;

  @Option(
      names = "--alike",
      paramLabel = "BITS",
      defaultValue = "" + DatasetCheck.ALIKE,
      description =
          "How different two photographs may be and still count as alike: of the 64 bits of their"
              + " perceptual hashes, at most so many differ. Default: ${DEFAULT-VALUE}.")
  private int alike;

  @Option(names = "--json", description = "Print the findings as JSON, with every name.")
  private boolean json;

  CheckCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      var check = check(workers);
      var line = new ProgressLine(console, Clock.systemUTC());
      var report =
          check.check(dataset, split.options(), (images, of) -> progress(line, images, of));
      if (console.terminal()) {
        console.err().print("\r\u001b[2K");
        console.err().flush();
      }
      return print(report);
    } catch (CancellationException e) {
      console.say("Stopped before every image was checked.");
      return ExitCode.STOPPED;
    } finally {
      workers.shutdownNow();
    }
  }

  private DatasetCheck check(ExecutorService workers) {
    try {
      return new DatasetCheck(workers, alike);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private boolean progress(ProgressLine line, int images, int of) {
    line.show(() -> "%,d of %,d images checked".formatted(images, of));
    return !stop.isRaised();
  }

  private int print(CheckReport report) {
    if (json) {
      console.out().println(ReportJson.of(dataset, report));
    } else {
      ReportText.of(dataset, report).forEach(console::print);
    }
    return report.isFitForTraining() ? ExitCode.OK : ExitCode.FAILED;
  }
}
