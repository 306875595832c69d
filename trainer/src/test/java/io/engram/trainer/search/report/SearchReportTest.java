package io.engram.trainer.search.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import io.engram.trainer.search.FakeTrainer;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.Decision;
import io.engram.trainer.search.strategy.OneAtATime;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Objective.Goal;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class SearchReportTest {
  @TempDir private Path folder;

  private static SearchReport report(int jobs) throws Exception {
    Space space =
        SpaceFile.parse(
            "test",
            """
            {"base": "b", "epochs": 3, "objective": {"metric": "loss", "goal": "minimise"},
             "one-at-a-time": [
               {"parameter": "x", "values": [1, 3, -2]},
               {"parameter": "size, <big>", "choices": {"a\\"b": {"y": 0}, "c&d": {"y": 2}}}]}
            """);
    var strategy = new OneAtATime(space, recipe -> recipe);
    var results = new Results();
    for (int i = 0; i < jobs; i++) {
      if (strategy.next(results, Set.of()) instanceof Decision.Train train) {
        results.add(FakeTrainer.result(train.job()));
      }
    }
    return new SearchReport(
        "a <search>", "one-at-a-time", space.objective(), results, strategy.worth(results));
  }

  @Test
  void shouldSayInATableWhatEachChoiceWasWorth() throws Exception {
    assertThat(ReportTable.lines(report(9)))
        .containsExactly(
            "x (loss after 3 epochs)",
            "    1    mean 9.0000  best 9.0000  -2.0000  1 trials",
            "  * 3    mean 7.0000  best 7.0000           1 trials",
            "    -2   mean -  best -  -  1 trials, 1 failed",
            "size, <big> (loss after 3 epochs)",
            "    a\"b  mean 7.0000  best 7.0000  -2.0000  1 trials",
            "  * c&d  mean 5.0000  best 5.0000           1 trials",
            "Best: trial 4 with loss 5.0000 after 3 epochs: {x=3, size, <big>=c&d}");
  }

  @Test
  void shouldWriteAPageThatNeedsNothingElseAndPicturesThatAreWellFormed() throws Exception {
    report(9).write(folder);

    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page)
        .contains("a &lt;search&gt;", "size, &lt;big&gt;", "c&amp;d", "a&quot;b")
        .doesNotContain("<search>", "<big>", "http", "<script", "<link", "NaN", "Infinity");
    var pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
    int count = 0;
    while (pictures.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(pictures.group())));
      count++;
    }
    assertThat(count).isEqualTo(4);
  }

  @Test
  void shouldWriteTablesForFurtherWork() throws Exception {
    report(9).write(folder);

    assertThat(Files.readAllLines(folder.resolve("trials.csv")))
        .hasSize(6)
        .startsWith("trial,seed,epochs,outcome,seconds,x,\"size, <big>\",loss,score")
        .contains("2,1,0,diverged,60.0,-2,,,");
    assertThat(Files.readAllLines(folder.resolve("choices.csv")))
        .contains("x,3,3,1,0,7.0,7.0,0.0,true", "x,-2,3,1,1,,,,false");
  }

  /** Trial 1 is done before trial 0 goes on; an epoch takes a minute. */
  @Test
  void shouldDrawResultsInTheirOrderOverTheTimeThatEachHasAdded() {
    List<TrialResult> came =
        Stream.of(job(0, 1), job(1, 1), job(0, 3)).map(FakeTrainer::result).toList();
    var report =
        new SearchReport(
            "s", "asha", new Objective("loss", Goal.MINIMISE), new Results(came), List.of());

    var dots = Pattern.compile("<circle[^>]* cx=\"([^\"]+)\".*?<title>trial (\\d)");
    List<MatchResult> drawn = dots.matcher(new Charts(report).progress()).results().toList();

    assertThat(drawn).extracting(dot -> dot.group(2)).containsExactly("0", "1", "0");
    double[] x = drawn.stream().mapToDouble(dot -> Double.parseDouble(dot.group(1))).toArray();
    assertThat(x[2] - x[1]).isPositive().isCloseTo(2 * (x[1] - x[0]), within(0.5));
  }

  private static TrialJob job(int trial, int epoch) {
    var recipe = Recipe.of(new TextNode("b"), 1, 3);
    return new Trial(trial, Map.of(), recipe).until(epoch);
  }

  @Test
  void shouldReportASearchThatHasNoResultYet() throws Exception {
    SearchReport empty = report(0);

    empty.write(folder);

    assertThat(folder.resolve("report.html")).content().contains("No trial has been trained yet.");
    assertThat(ReportTable.lines(empty)).last().isEqualTo("No trial has been trained yet.");
  }
}
