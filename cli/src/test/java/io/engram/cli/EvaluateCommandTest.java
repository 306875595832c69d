package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.cli.console.StopSignal;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluates the shipped model on drawn images, which it has never seen the like of. */
class EvaluateCommandTest {
  private static final int TRAINING = 18;
  private static final int VALIDATION = 9;

  @TempDir private static Path folder;
  private static Path dataset;
  private static List<String> names;

  @BeforeAll
  static void draw() throws IOException {
    dataset = folder.resolve("drawn");
    names = MarkedBoxes.draw(dataset, TRAINING, VALIDATION);
  }

  @Test
  void shouldTellTheSameStoryInEveryForm() throws Exception {
    Path out = folder.resolve("story");
    CommandRun run = evaluate(out, "--scores", scores(24).toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
    JsonNode model = json.at("/figures/l1.signed.three-channels/model");
    assertThat(model.get("images").asInt()).isEqualTo(VALIDATION);
    double l1 = model.get("value").asDouble();
    assertThat(l1).isBetween(model.get("low").asDouble(), model.get("high").asDouble());
    assertThat(run.out()).contains("mobilenet", "Mean of the training maps", "%.4f".formatted(l1));

    List<String> rows = Files.readAllLines(out.resolve("per-image.csv"));
    assertThat(rows).hasSize(1 + TRAINING + VALIDATION);
    int column = List.of(rows.get(0).split(",", -1)).indexOf("l1.signed.three-channels");
    double mean =
        rows.stream()
            .filter(row -> row.contains(",validation,"))
            .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[column]))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(l1, within(1e-5));
    assertThat(json.at("/categories/living room/images").asInt()).isPositive();
    assertThat(json.at("/imageScore/skipped").asInt()).isEqualTo(1);
    assertThat(json.at("/centreGaussian/trueSchema/sigma").asDouble()).isBetween(0.02, 1.0);
  }

  @Test
  void shouldNotJudgeHowAModelFitsDataThatItWasNotTrainedOn() throws Exception {
    Path out = folder.resolve("foreign");
    CommandRun run = evaluate(out, "--scores", scores(24).toString());

    assertThat(run.out()).contains("Not known whether it over- or underfits");
    JsonNode json = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
    assertThat(json.at("/fit/trainedOnThisData").asBoolean(true)).isFalse();
    assertThat(json.at("/fit/verdict").isNull()).isTrue();
    assertThat(json.at("/imageScore/spearman/notTrainedOn/images").asInt()).isZero();
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Not known whether it over- or underfits")
        .doesNotContain("it was trained on and", "on images it was trained on")
        .doesNotContain("that it was not trained on");
  }

  @Test
  void shouldJudgeHowAModelFitsTheDataThatItsBundleNames() throws Exception {
    Path bundle = ShippedBundle.copyTo(folder.resolve("familiar/bundle"));
    Path file = bundle.resolve("manifest.json");
    var manifest = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    manifest.put("dataFingerprint", DataFingerprint.of(DatasetDirectory.open(dataset)));
    new ObjectMapper().writeValue(file.toFile(), manifest);
    Path out = folder.resolve("judged");

    CommandRun run = evaluate(out, "--bundle=" + bundle, "--scores=" + scores(24));

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
    assertThat(json.at("/fit/verdict").asText()).isIn("underfitted", "overfitted", "balanced");
    assertThat(json.at("/imageScore/spearman/notTrainedOn/images").asInt()).isEqualTo(5);
  }

  @Test
  void shouldWriteAPageThatNeedsNothingBesideItAndRunsNothingOfAnybodys() throws Exception {
    Path out = folder.resolve("page");
    assertThat(evaluate(out).exitCode()).isZero();

    String page = Files.readString(out.resolve("report.html"));
    assertThat(page).doesNotContain("http:", "https:", "<link", "<script", "@import");
    assertThat(page).contains("&lt;b&gt;bold &amp; 0.png").doesNotContain("<b>bold");
    assertThat(page).contains("data:image/jpeg;base64,", "best", "median", "worst", "living room");
    assertThat(withoutPictures(page)).doesNotContain("NaN", "How it learned");
  }

  @Test
  void shouldShowAGreyMapAsTheTrueSchemaThatItIsMeasuredAs() throws Exception {
    Path green = DrawnPairs.draw(folder.resolve("green/pairs"), 6, 6, new Color(0, 168, 0));
    Path grey = DrawnPairs.draw(folder.resolve("grey/pairs"), 6, 6, new Color(168, 168, 168));

    assertThat(reportOn(grey)).contains("data:image/jpeg;base64,").isEqualTo(reportOn(green));
  }

  @Test
  void shouldMeasureOnTheShareThatNoListNames() throws Exception {
    Path data = DrawnPairs.draw(folder.resolve("unlisted"), 20, 20);
    Path maps = Files.move(data.resolve("vms"), folder.resolve("maps of unlisted"));
    Files.delete(data.resolve("viscplus_train.csv"));
    Files.delete(data.resolve("viscplus_val.csv"));
    String[] options = {"--dataset=" + data, "--maps=" + maps, "--validation-share=0.5"};
    Path out = folder.resolve("share");

    CommandRun run =
        CommandRun.of("evaluate", options[0], options[1], options[2], "--json", "--out=" + out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode images = new ObjectMapper().readTree(run.out()).get("images");
    assertThat(images.get("validation").asInt()).isBetween(12, 28);
    assertThat(images.get("validation").asInt() + images.get("training").asInt()).isEqualTo(40);
  }

  @Test
  void shouldKeepDecodedImagesForTheNextTime() throws Exception {
    Path cache = Path.of(System.getenv("XDG_CACHE_HOME"), "engram");
    deletePairs(cache);

    assertThat(evaluate(folder.resolve("cached")).exitCode()).isZero();

    assertThat(deletePairs(cache)).as("the lists of training and validation").isEqualTo(2);
  }

  private static int deletePairs(Path cache) throws IOException {
    int deleted = 0;
    try (var files = Files.newDirectoryStream(Files.createDirectories(cache), "*.pairs")) {
      for (Path file : files) {
        Files.delete(file);
        deleted++;
      }
    }
    return deleted;
  }

  private static String reportOn(Path data) throws IOException {
    Path out = data.resolveSibling("out");
    CommandRun run = CommandRun.of("evaluate", "--dataset=" + data, "--out=" + out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.readString(out.resolve("report.html"));
  }

  @Test
  void shouldDrawLearningCurvesOfABundleThatLiesInItsRun() throws Exception {
    Path run = folder.resolve("run");
    Path bundle = ShippedBundle.copyTo(run.resolve("bundle"));
    Files.writeString(
        run.resolve("metrics.csv"),
        "epoch,loss,adversarial_loss,l1,correlation_true\n1,2.5,,0.2,0.3\n2,1.5,,0.15,0.5\n");
    Path out = folder.resolve("curves");

    CommandRun evaluated =
        CommandRun.of("evaluate", "--bundle=" + bundle, "--dataset=" + dataset, "--out=" + out);

    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("How it learned", "correlation true")
        .doesNotContain("adversarial loss");
  }

  @Test
  void shouldPrintJsonAndWarnOfImagesThatTheModelMayKnow() throws Exception {
    Path split = Files.write(folder.resolve("split.csv"), names.subList(10, 24));
    Path out = folder.resolve("split");

    CommandRun run = evaluate(out, "--json", "--split", split.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.at("/images/validation").asInt()).isEqualTo(14);
    assertThat(json.at("/images/training").asInt()).isEqualTo(10);
    assertThat(json.at("/images/validationInTrainingList").asInt()).isEqualTo(8);
    assertThat(run.err()).contains("8 of the 14 images are in the data set's training list");
    assertThat(Files.readString(out.resolve("report.html"))).contains("in the data set");
  }

  @Test
  void shouldSayWhatIsWrongBeforeItSpendsTime() throws Exception {
    Path out = folder.resolve("wrong");
    Path split = Files.writeString(folder.resolve("typo.csv"), "drawn 01.png\nnowhere.png\n");

    assertThat(evaluate(out, "--split", split.toString()).err()).contains("nowhere.png");
    assertThat(evaluate(out, "--scores", scores(3).toString()).err())
        .contains("has hit rates of only 2 photographs");
    Path bundle = ShippedBundle.onlyFp32(folder.resolve("fp32-only"));
    CommandRun precision = evaluate(out, "--precision", "fp16", "--bundle", bundle.toString());
    assertThat(precision.exitCode()).isEqualTo(1);
    assertThat(precision.err()).contains("fp16", "fp32").doesNotContain("reading");
    assertThat(evaluate(out, "--precision", "fp12").exitCode()).isEqualTo(2);
  }

  @Test
  void shouldStopWhenAskedAndWriteNothing() {
    var stop = new StopSignal();
    stop.raise();
    Path out = folder.resolve("stopped");

    CommandRun run = CommandRun.of(stop, "evaluate", "--dataset=" + dataset, "--out=" + out);

    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(out.resolve("report.html")).doesNotExist();
  }

  @Test
  void shouldHoldScoresAgainstPhotographsThatHaveScoresAndNoMaps() throws Exception {
    Path lamem = DrawnPairs.draw(folder.resolve("lamem"), 1, 24);
    Files.createDirectories(lamem.resolve("splits"));
    Files.writeString(lamem.resolve("splits/train_1.txt"), "drawn_000.png 0.5\n");
    var rows = new ArrayList<String>();
    for (int i = 1; i <= 24; i++) {
      rows.add("drawn_%03d.png 0.%02d".formatted(i, 50 + i));
    }
    Path list = Files.write(lamem.resolve("splits/val_1.txt"), rows);
    Path out = folder.resolve("memorability");

    CommandRun run = evaluate(out, "--scores=" + lamem);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("over 24 images").doesNotContain("People's own maps");
    JsonNode score =
        new ObjectMapper().readTree(out.resolve("evaluation.json").toFile()).get("imageScore");
    assertThat(score.at("/spearman/all/images").asInt()).isEqualTo(24);
    assertThat(score.at("/spearman/all/value").asDouble()).isBetween(-1.0, 1.0);
    assertThat(score.at("/spearman/peoplesMaps/value").isNull()).isTrue();
    assertThat(withoutPictures(Files.readString(out.resolve("report.html")))).doesNotContain("NaN");

    Files.write(list, rows.subList(0, 3));
    assertThat(evaluate(out, "--scores=" + lamem).err()).contains("has scores of only 3");
    assertThat(evaluate(out, "--scores=" + dataset).err()).contains("has maps of its images");
  }

  private static CommandRun evaluate(Path out, String... options) {
    var args = new ArrayList<>(List.of("evaluate", "--dataset=" + dataset, "--out=" + out));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  /** Pictures are written in letters, which may spell anything. */
  private static String withoutPictures(String page) {
    return page.replaceAll("base64,[^\"]*", "");
  }

  /** Hit rates of some of the images, and of one that is not there. */
  private static Path scores(int count) throws IOException {
    var rows = new ArrayList<>(List.of("file,hit_rate", "elsewhere.jpg,0.5"));
    for (int i = 0; i < count - 1; i++) {
      rows.add(names.get(i) + "," + (0.5 + i / 100.0));
    }
    return Files.write(folder.resolve("scores-" + count + ".csv"), rows);
  }
}
