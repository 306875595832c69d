package io.engram.cli.search;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.trainer.search.SearchDirectory;
import io.engram.trainer.search.report.ReportTable;
import io.engram.trainer.search.report.SearchReport;
import io.engram.trainer.search.training.BestConfiguration;
import io.engram.trainer.search.training.RecipeConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code engram search report}: what a search has found, also while it runs. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Prints what each choice was worth, and writes report.html, trials.csv, choices.csv and"
            + " best.json into the search's folder.")
final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The search's folder.")
  private Path out;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    SearchReport report = SearchReport.of(SearchDirectory.open(out), RecipeConfig::training);
    report.write(out);
    BestConfiguration.write(report, out);
    ReportTable.lines(report).forEach(console::print);
    console.print(out.resolve("report.html").toString());
    return ExitCode.OK;
  }
}
