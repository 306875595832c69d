package io.engram.cli.report;

import static io.engram.cli.results.Results.region;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.results.Failure;
import io.engram.cli.results.Ranking;
import io.engram.cli.results.Results;
import io.engram.imaging.RgbImage;
import io.engram.schemas.Bounds;
import io.engram.schemas.RegionKind;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static final String HOSTILE = "<script>\"&'.png";

  @TempDir private Path folder;

  @Test
  void shouldNeedNothingBesideItself() throws Exception {
    String html = write(report());

    assertThat(html).doesNotContain("http", "@import", "url(", "<link");
    var sources = Pattern.compile("(?:src|href)=\"([^\"]{0,20})").matcher(html);
    while (sources.find()) {
      assertThat(sources.group(1)).startsWith("data:image/jpeg;");
    }
  }

  @Test
  void shouldBeWellFormedWhateverTheNames() throws Exception {
    Document page = parse(write(report()));

    NodeList cards = page.getElementsByTagName("li");
    assertThat(cards.getLength()).isEqualTo(1);
    assertThat(((Element) cards.item(0)).getAttribute("data-name")).isEqualTo(HOSTILE);
  }

  @Test
  void shouldShowEachImageBesideItsOverlayWithItsRegions() throws Exception {
    Document page = parse(write(report()));

    NodeList images = page.getElementsByTagName("img");
    assertThat(images.getLength()).isEqualTo(2);
    for (int i = 0; i < images.getLength(); i++) {
      Element image = (Element) images.item(i);
      assertThat(image.getAttribute("alt")).contains(HOSTILE);
      assertThat(image.getAttribute("width")).isEqualTo("320");
      assertThat(image.getAttribute("height")).isEqualTo("240");
    }
    assertThat(page.getElementsByTagName("rect").getLength()).isEqualTo(1);
    assertThat(page.getElementsByTagName("details").item(0).getTextContent())
        .contains("logo", "50%");
  }

  @Test
  void shouldSayWhatFailedAndWhatToDo() throws Exception {
    String html = write(report());

    assertThat(html).contains("torn.jpg", "CORRUPT_IMAGE", "it ends early", "Export it again.");
  }

  @Test
  void shouldSayThatThereAreMoreImagesThanItShows() throws Exception {
    assertThat(write(report(5))).contains("The first 1 of 5 images");
    assertThat(write(report(1))).doesNotContain("The first");
  }

  @Test
  void shouldKeepAnImageThatHasNoOverlayWithTheReason() throws Exception {
    String html = write(report(1, new Pictures.Missing("it has gone & left")));

    Document page = parse(html);
    assertThat(page.getElementsByTagName("li").getLength()).isEqualTo(1);
    assertThat(page.getElementsByTagName("li").item(0).getTextContent())
        .contains("No overlay: it has gone & left", "50%");
    assertThat(page.getElementsByTagName("img").getLength()).isZero();
    assertThat(html).doesNotContain("The first");
  }

  @Test
  void shouldKnowItsOwnPagesFromThoseOfOthers() throws Exception {
    write(report());

    assertThat(ReportPage.isOne(folder.resolve("report.html"))).isTrue();
    assertThat(ReportPage.isOne(Files.writeString(folder.resolve("a.html"), "<html>"))).isFalse();
    assertThat(ReportPage.isOne(folder.resolve("missing.html"))).isFalse();
  }

  private String write(Report report) throws Exception {
    Path file = folder.resolve("report.html");
    ReportPage.write(report, file);
    assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    return Files.readString(file);
  }

  private static Report report() {
    return report(1);
  }

  private static Report report(int scored) {
    Preview preview = Preview.of(new RgbImage(640, 480, new byte[3 * 640 * 480]));
    return report(scored, new Pictures.Drawn(preview, preview));
  }

  private static Report report(int scored, Pictures pictures) {
    var logo = region(RegionKind.OF_INTEREST, "logo", new Bounds(0.1, 0.2, 0.3, 0.4), 0.5, 1);
    var score = Results.score(HOSTILE).setCampaign("a & b").setRegions(List.of(logo)).build();
    return new Report(
        "light 1.0.0",
        scored,
        61.2,
        Duration.ofMillis(180),
        Duration.ofMillis(420),
        0.8,
        List.of(new Card(Ranking.of(List.of(score)).get(0), pictures)),
        List.of(new Failure("torn.jpg", "CORRUPT_IMAGE", "it ends early", "Export it again.")));
  }

  /** The page is XML but for its script and its doctype. */
  private static Document parse(String html) throws Exception {
    String xml =
        html.replaceFirst("<!doctype html>", "")
            .replaceFirst("(?s)<script>\n.*</script>\n</body>", "</body>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
