package io.engram.cli.results;

import static io.engram.cli.results.Results.failure;
import static io.engram.cli.results.Results.region;
import static io.engram.cli.results.Results.score;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.schemas.Bounds;
import io.engram.schemas.RegionKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void shouldPrintTheRankingAndThenWhatFailed() {
    var table = new TableWriter(lines::add);
    table.scored(score("low.png").setScore(0.1).build());
    table.failed(failure("torn.jpg").build());
    table.scored(score("high.png").setScore(0.5).build());

    table.finish();

    assertThat(lines)
        .containsExactly(
            " RANK  SCORE  IMAGE                 WHAT PEOPLE WILL REMEMBER",
            "    1  0.500  high.png",
            "    2  0.100  low.png",
            "",
            "1 not scored:",
            "  torn.jpg: the JPEG ends early. Export it again.");
  }

  @Test
  void shouldHeadEachCampaignInTheTable() {
    var table = new TableWriter(lines::add);
    table.scored(score("a.png").setCampaign("spring").build());
    table.scored(score("b.png").setCampaign("autumn").build());

    table.finish();

    assertThat(lines.get(1)).isEqualTo("campaign autumn");
    assertThat(lines.get(3)).isEqualTo("campaign spring");
  }

  @Test
  void shouldSayHowManyImagesItLeavesOut() {
    var table = new TableWriter(lines::add, 1);
    table.scored(score("a1.png").setCampaign("a").build());
    table.scored(score("a2.png").setCampaign("a").build());
    table.scored(score("b1.png").setCampaign("b").build());

    table.finish();

    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "campaign a",
            "    1  0.250  a1.png",
            "       and 1 more",
            "campaign b",
            "    1  0.250  b1.png");
  }

  @Test
  void shouldWriteOneRowForEachImageWhateverItsName() {
    var csv = new CsvWriter(lines::add);
    csv.scored(score("one \"two\",\nthree.png").setCampaign("spring").build());
    csv.failed(failure("torn.jpg").build());
    csv.finish();

    assertThat(lines.get(0)).startsWith("image,campaign,score,");
    assertThat(lines.get(1))
        .startsWith("\"one \"\"two\"\",\nthree.png\",spring,0.250000,,640,480,light,1.0.0,00ff,")
        .endsWith(",120,,,");
    assertThat(lines.get(2))
        .isEqualTo("torn.jpg,,,,,,,,,,,,CORRUPT_IMAGE,the JPEG ends early,Export it again.");
    assertThat(lines).hasSize(3);
  }

  @Test
  void shouldWriteNoCellThatASpreadsheetWouldRun() {
    var csv = new CsvWriter(lines::add);
    csv.scored(
        score("=1+1.png")
            .setCampaign("@spring")
            .setScoredAt(Instant.parse("2025-12-31T23:59:59Z"))
            .build());

    assertThat(lines.get(1)).startsWith("'=1+1.png,'@spring,0.250000,").endsWith(",-1000,,,");
  }

  @Test
  void shouldWriteAHeaderEvenWithoutResults() {
    new CsvWriter(lines::add).finish();

    assertThat(lines).hasSize(1);
  }

  @Test
  void shouldWriteOneJsonObjectOnEachLine() throws Exception {
    var json = new JsonWriter(lines::add);
    var logo = region(RegionKind.OF_INTEREST, "logo", new Bounds(0.1, 0.2, 0.3, 0.4), 0.5, 1);
    json.scored(score("a.png").setRegions(List.of(logo)).build());
    json.failed(failure("torn.jpg").build());

    JsonNode scored = new ObjectMapper().readTree(lines.get(0));
    assertThat(scored.get("image").asText()).isEqualTo("a.png");
    assertThat(scored.get("score").asDouble()).isEqualTo(0.25);
    assertThat(scored.at("/regions/0/name").asText()).isEqualTo("logo");
    assertThat(scored.at("/regions/0/height").asDouble()).isEqualTo(0.4);
    JsonNode failed = new ObjectMapper().readTree(lines.get(1));
    assertThat(failed.get("failure").asText()).isEqualTo("CORRUPT_IMAGE");
  }

  @Test
  void shouldPrintALineForEachResultThatIsFollowed() {
    var writer = new LineWriter(lines::add);
    writer.scored(score("a.png").setCampaign("spring").build());
    writer.failed(failure("torn.jpg").build());

    assertThat(lines)
        .containsExactly(
            "0.250  a.png  [spring]", "FAILED torn.jpg: the JPEG ends early. Export it again.");
  }

  @Test
  void shouldNameAFailureByItsKeyWhenTheEventCouldNotBeRead() {
    var nameless =
        failure(null)
            .setOriginalKey(ByteBuffer.wrap("key".getBytes(StandardCharsets.UTF_8)))
            .build();

    assertThat(Failure.of(nameless).imageId()).isEqualTo("key");
    assertThat(Failure.of(failure(null).build()).imageId()).isEqualTo("image-events-0@0");
  }
}
