package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.StopSignal;
import io.engram.cli.results.ResultListener;
import io.engram.cli.results.ResultReader;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What became of a {@link PhotographLoad}, and of single images without a campaign beside it. */
final class ScoredRounds implements ResultListener {
  private static final String SINGLE = "";

  private final Map<String, Integer> heatmaps = new TreeMap<>();
  private final SortedMap<String, Set<String>> versions = new TreeMap<>();
  private final List<ScoringFailure> failures = new ArrayList<>();

  private ScoredRounds() {}

  /** Reads all that is committed. */
  static ScoredRounds read(LivePlatform platform) {
    var rounds = new ScoredRounds();
    var topics = Set.of(Topic.VMS_HEATMAPS, Topic.SCORING_FAILURES);
    try (var serdes = platform.connection().serdes();
        var results = ResultReader.fromTheBeginning(platform.connection(), serdes, topics)) {
      results.drain(rounds, new StopSignal());
    }
    return rounds;
  }

  @Override
  public void mapped(VmsHeatmap heatmap) {
    String round = heatmap.getCampaign() == null ? SINGLE : heatmap.getCampaign();
    heatmaps.merge(round + "/" + heatmap.getImageId(), 1, Integer::sum);
    versions.computeIfAbsent(round, r -> new TreeSet<>()).add(heatmap.getModelVersion());
  }

  @Override
  public void failed(ScoringFailure failure) {
    failures.add(failure);
  }

  /** Each of so many images has one heatmap and no failure. */
  void assertEachOnce(int images) {
    assertThat(failures).isEmpty();
    assertThat(heatmaps).hasSize(images);
    assertThat(heatmaps.values()).containsOnly(1);
  }

  /** Both versions served, and since the second gave a heatmap the first gave no more. */
  void assertOneSwap(String first, String second) {
    List<String> inOrder =
        versions.entrySet().stream()
            .filter(round -> !round.getKey().equals(SINGLE))
            .map(Map.Entry::getValue)
            .flatMap(round -> Stream.of(first, second).filter(round::contains))
            .toList();
    assertThat(versions.values()).allMatch(round -> Set.of(first, second).containsAll(round));
    assertThat(inOrder).startsWith(first).endsWith(second);
    assertThat(inOrder.subList(inOrder.indexOf(second), inOrder.size())).containsOnly(second);
  }
}
