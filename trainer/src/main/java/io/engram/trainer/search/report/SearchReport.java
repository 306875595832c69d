package io.engram.trainer.search.report;

import io.engram.trainer.search.ResultsFile;
import io.engram.trainer.search.SearchDirectory;
import io.engram.trainer.search.strategy.ParameterWorth;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that a report says.
 *
 * @param title what was searched
 * @param strategy how
 * @param objective after what
 * @param results all of them
 * @param worth what each choice was worth
 */
public record SearchReport(
    String title,
    String strategy,
    Objective objective,
    Results results,
    List<ParameterWorth> worth) {

  public SearchReport {
    worth = List.copyOf(worth);
  }

  /**
   * Reads what the search in {@code directory} has found until now.
   *
   * @param training what a recipe comes to, the same function that the search has
   */
  public static SearchReport of(SearchDirectory directory, Function<Recipe, ?> training)
      throws IOException {
    Results results =
        Files.exists(directory.resultsFile())
            ? ResultsFile.read(directory.resultsFile())
            : new Results();
    var space = directory.space();
    String title = space.description().isEmpty() ? "A search" : space.description();
    return new SearchReport(
        title,
        directory.kind().label(),
        space.objective(),
        results,
        directory.kind().over(space, training).worth(results));
  }

  /** The best of the trials that were trained furthest. */
  public Optional<TrialResult> best() {
    return results.best(objective);
  }

  /** Writes all files of the report into {@code directory}, over those of an earlier one. */
  public void write(Path directory) throws IOException {
    Files.writeString(directory.resolve("report.html"), new ReportPage(this).html());
    Files.writeString(directory.resolve("trials.csv"), Csv.trials(this));
    Files.writeString(directory.resolve("choices.csv"), Csv.choices(this));
  }
}
