package io.engram.cli.report;

import static io.engram.cli.report.Html.escape;

import io.engram.cli.results.Failure;
import io.engram.imaging.overlay.ColourMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a report as one HTML file. */
public final class ReportPage {
  private static final int LEGEND_STEPS = 8;
  private static final String TITLE = "<title>Engram: what people will remember</title>";
  private static final int HEAD_BYTES = 1024;

  private final Report report;
  private final Writer out;

  private ReportPage(Report report, Writer out) {
    this.report = report;
    this.out = out;
  }

  /** Writes the file; one that exists is replaced when the new one is complete. */
  public static void write(Report report, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
      new ReportPage(report, out).write();
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether a file is a report, rather than somebody's own page of that name. */
  public static boolean isOne(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains(TITLE);
    }
  }

  private void write() throws IOException {
    out.write(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        %s
        <style>
        %s</style>
        </head>
        <body>
        """
            .formatted(TITLE, Html.resource("report.css")));
    writeHeader();
    writeToolbar();
    writeCards();
    writeFailures();
    out.write("<script>\n" + Html.resource("report.js") + "</script>\n</body>\n</html>\n");
  }

  private void writeHeader() throws IOException {
    out.write(
        """
        <header>
        <h1>What people will remember</h1>
        <p class="lead">Beside each picture is its Visual Memory Schema as %s predicts it. A picture's
        score is the mean of what people will remember rightly, from 0 to 1; a region's share is its
        part of that. Compare the scores of pictures that compete for the same attention.</p>
        <dl class="facts">
        """
            .formatted(escape(report.model())));
    fact("scored", Integer.toString(report.scored()));
    fact("failed", Integer.toString(report.failures().size()));
    fact("images a second", number(report.imagesPerSecond(), 1));
    fact("median latency", report.median().toMillis() + " ms");
    fact("99% within", report.slowest().toMillis() + " ms");
    out.write("</dl>\n");
    legend("rightly remembered", ColourMap.trueSchema());
    legend("falsely remembered", ColourMap.falseSchema());
    out.write("</header>\n");
  }

  private void fact(String name, String value) throws IOException {
    out.write("<div><dt>" + name + "</dt><dd>" + value + "</dd></div>\n");
  }

  private void legend(String meaning, ColourMap colours) throws IOException {
    String stops =
        IntStream.rangeClosed(0, LEGEND_STEPS)
            .mapToObj(step -> colours.at((double) step / LEGEND_STEPS))
            .map(c -> "rgb(%d %d %d)".formatted(c.red(), c.green(), c.blue()))
            .collect(Collectors.joining(","));
    out.write(
        """
        <p class="legend"><span>%s</span> 0 <i style="background:linear-gradient(90deg,%s)"></i> %s</p>
        """
            .formatted(meaning, stops, number(report.fullScale(), 1)));
  }

  private void writeToolbar() throws IOException {
    out.write(
        """
        <form class="toolbar" id="toolbar" role="search" hidden="">
        <label>Sort by
        <select id="sort">
        <option value="rank">ranking</option>
        <option value="-score">score, highest first</option>
        <option value="score">score, lowest first</option>
        <option value="name">name</option>
        </select></label>
        """);
    List<String> campaigns =
        report.cards().stream()
            .map(card -> card.ranked().score().getCampaign())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!campaigns.isEmpty()) {
      out.write("<label>Campaign\n<select id=\"campaign\">\n<option value=\"\">all</option>\n");
      for (String campaign : campaigns) {
        out.write("<option>" + escape(campaign) + "</option>\n");
      }
      out.write("</select></label>\n");
    }
    out.write(
        """
        <label>Find <input id="find" type="search" placeholder="part of a name"/></label>
        <label class="check"><input id="boxes" type="checkbox"/> outline regions</label>
        <output id="shown" aria-live="polite"></output>
        </form>
        """);
  }

  private void writeCards() throws IOException {
    if (report.cards().size() < report.scored()) {
      out.write(
          "<p class=\"note\">The first %d of %d images; scores.csv has all.</p>\n"
              .formatted(report.cards().size(), report.scored()));
    }
    double highest =
        report.cards().stream()
            .mapToDouble(card -> card.ranked().score().getScore())
            .max()
            .orElse(1);
    out.write("<main>\n<ol class=\"cards\" id=\"cards\">\n");
    var html = new CardHtml(highest);
    for (Card card : report.cards()) {
      out.write(html.of(card));
    }
    out.write("</ol>\n</main>\n");
  }

  private void writeFailures() throws IOException {
    if (report.failures().isEmpty()) {
      return;
    }
    out.write(
        """
        <section class="failures">
        <h2>Not scored</h2>
        <div class="scroll"><table>
        <thead><tr><th scope="col">Image</th><th scope="col">Reason</th>\
        <th scope="col">What is wrong</th><th scope="col">What to do</th></tr></thead>
        <tbody>
        """);
    for (Failure failure : report.failures()) {
      out.write(
          "<tr><th scope=\"row\">%s</th><td><code>%s</code></td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  escape(failure.imageId()),
                  escape(failure.reason()),
                  escape(failure.detail()),
                  escape(failure.remedy())));
    }
    out.write("</tbody>\n</table></div>\n</section>\n");
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
