package io.engram.cli.report;

import static io.engram.cli.report.Html.escape;
import static io.engram.cli.report.ReportPage.number;

import io.engram.cli.results.Remembered;
import io.engram.schemas.Bounds;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.Region;
import io.engram.schemas.RegionKind;
import java.util.Comparator;
import java.util.List;

/** One image of the report as HTML. */
final class CardHtml {
  private static final List<RegionKind> SHOWN =
      List.of(RegionKind.OF_INTEREST, RegionKind.TRUE_SCHEMA, RegionKind.FALSE_SCHEMA);

  private final double highestScore;

  /**
   * @param highestScore fills the score's bar
   */
  CardHtml(double highestScore) {
    this.highestScore = highestScore;
  }

  String of(Card card) {
    MemorabilityScore score = card.ranked().score();
    String name = escape(score.getImageId());
    String campaign = score.getCampaign() == null ? "" : escape(score.getCampaign());
    String remembered = escape(Remembered.of(score));
    return """
        <li class="card" data-name="%1$s" data-campaign="%2$s" data-score="%3$s">
        <h2><span class="place" aria-label="place">%4$d</span> <span class="name">%1$s</span></h2>
        %5$s%6$s<p class="score"><span class="bar" style="--share:%7$s" aria-hidden="true"></span>\
        <strong>%8$s</strong></p>
        <p class="remembered">%9$s</p>
        %10$s</li>
        """
        .formatted(
            name,
            campaign,
            score.getScore(),
            card.ranked().place(),
            campaign.isEmpty() ? "" : "<p class=\"campaign\">" + campaign + "</p>\n",
            pictures(card.pictures(), name, remembered, score.getRegions()),
            number(highestScore == 0 ? 0 : score.getScore() / highestScore, 3),
            number(score.getScore(), 3),
            remembered.isEmpty() ? "nothing stands out" : remembered,
            regions(score.getRegions()));
  }

  private static String pictures(
      Pictures pictures, String name, String remembered, List<Region> regions) {
    if (pictures instanceof Pictures.Drawn drawn) {
      return pair(drawn, name, remembered, regions);
    }
    return note((Pictures.Missing) pictures);
  }

  private static String pair(
      Pictures.Drawn pictures, String name, String remembered, List<Region> regions) {
    return """
        <div class="pair">
        <div class="frame">%s%s</div>
        <div class="frame">%s</div>
        </div>
        """
        .formatted(
            image(pictures.photograph(), "The picture " + name),
            outlines(regions),
            image(pictures.overlay(), "Heatmap of " + name + ": " + remembered));
  }

  private static String note(Pictures.Missing pictures) {
    return "<p class=\"note\">No overlay: %s</p>\n".formatted(escape(pictures.reason()));
  }

  private static String image(Preview preview, String description) {
    return "<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\" loading=\"lazy\" decoding=\"async\"/>"
        .formatted(preview.dataUri(), preview.width(), preview.height(), description);
  }

  private static String outlines(List<Region> regions) {
    var svg =
        new StringBuilder(
            "<svg viewBox=\"0 0 1 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (Region region : regions) {
      if (SHOWN.contains(region.getKind())) {
        Bounds bounds = region.getBounds();
        svg.append(
            "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(
                    cssClass(region.getKind()),
                    number(bounds.getLeft(), 4),
                    number(bounds.getTop(), 4),
                    number(bounds.getWidth(), 4),
                    number(bounds.getHeight(), 4)));
      }
    }
    return svg.append("</svg>").toString();
  }

  private static String regions(List<Region> regions) {
    List<Region> shown =
        regions.stream()
            .filter(region -> SHOWN.contains(region.getKind()))
            .sorted(
                Comparator.<Region>comparingInt(region -> SHOWN.indexOf(region.getKind()))
                    .thenComparing(Region::getRank))
            .toList();
    if (shown.isEmpty()) {
      return "";
    }
    var table =
        new StringBuilder(
            """
            <details><summary>%d regions</summary>
            <table><thead><tr><th scope="col">Region</th><th scope="col">Share</th>\
            <th scope="col">Mean</th><th scope="col">Peak</th><th scope="col">Area</th></tr></thead><tbody>
            """
                .formatted(shown.size()));
    shown.forEach(region -> table.append(row(region)));
    return table.append("</tbody></table></details>\n").toString();
  }

  private static String row(Region region) {
    return """
        <tr><th scope="row"><i class="%s"></i>%s <small>%s</small></th>\
        <td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>
        """
        .formatted(
            cssClass(region.getKind()),
            escape(Remembered.name(region)),
            meaning(region.getKind()),
            Remembered.percent(region.getShare()),
            number(region.getMean(), 2),
            number(region.getPeak(), 2),
            Remembered.percent(region.getArea()));
  }

  private static String cssClass(RegionKind kind) {
    return switch (kind) {
      case OF_INTEREST -> "named";
      case FALSE_SCHEMA -> "false";
      default -> "true";
    };
  }

  private static String meaning(RegionKind kind) {
    return switch (kind) {
      case OF_INTEREST -> "named";
      case FALSE_SCHEMA -> "falsely remembered";
      default -> "rightly remembered";
    };
  }
}
