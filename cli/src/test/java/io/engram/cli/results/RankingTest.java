package io.engram.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.MemorabilityScore;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void shouldRankEachCampaignForItself() {
    var ranking =
        Ranking.of(
            List.of(
                score("b1", "bikes", 0.3),
                score("a1", "apples", 0.1),
                score("x", null, 0.2),
                score("b2", "bikes", 0.4),
                score("a2", "apples", 0.2)));

    assertThat(ranking)
        .extracting(ranked -> ranked.place() + " " + ranked.score().getImageId())
        .containsExactly("1 x", "1 a2", "2 a1", "1 b2", "2 b1");
  }

  @Test
  void shouldOrderEqualScoresByName() {
    assertThat(Ranking.of(List.of(score("b", null, 0.1), score("a", null, 0.1))))
        .extracting(ranked -> ranked.score().getImageId())
        .containsExactly("a", "b");
  }

  private static MemorabilityScore score(String imageId, String campaign, double score) {
    return Results.score(imageId).setCampaign(campaign).setScore(score).build();
  }
}
