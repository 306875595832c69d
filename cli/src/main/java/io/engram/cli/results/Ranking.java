package io.engram.cli.results;

import io.engram.schemas.MemorabilityScore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Scores in order: campaign by campaign, and within each from the most memorable image to the
 * least. Images of different campaigns are not compared.
 */
public final class Ranking {

  /**
   * A score with its place.
   *
   * @param place 1 for the most memorable image of its campaign
   */
  public record Ranked(int place, MemorabilityScore score) {}

  private static final Comparator<MemorabilityScore> ORDER =
      Comparator.comparing(
              MemorabilityScore::getCampaign, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(MemorabilityScore::getScore, Comparator.reverseOrder())
          .thenComparing(MemorabilityScore::getImageId);

  private Ranking() {}

  /** Ranks the scores. */
  public static List<Ranked> of(Collection<MemorabilityScore> scores) {
    var ranked = new ArrayList<Ranked>(scores.size());
    String campaign = null;
    int place = 0;
    for (MemorabilityScore score : scores.stream().sorted(ORDER).toList()) {
      place = Objects.equals(campaign, score.getCampaign()) ? place + 1 : 1;
      campaign = score.getCampaign();
      ranked.add(new Ranked(place, score));
    }
    return List.copyOf(ranked);
  }
}
