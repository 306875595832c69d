package io.engram.cli.submit;

import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images that were submitted and have no result yet. Results of other submissions of an image
 * with the same name don't count: a score carries the time of its submission, and a failure the
 * place of its event, which must lie behind what was in the topic before. Thread safe.
 */
public final class Outstanding {
  private final Map<String, Instant> submitted = new ConcurrentHashMap<>();
  private final Map<Integer, Long> firstOffsets;

  /**
   * @param firstOffsets per partition of the event topic, the offset of the first event that can be
   *     ours; a partition that is missing starts at 0
   */
  public Outstanding(Map<Integer, Long> firstOffsets) {
    this.firstOffsets = Map.copyOf(firstOffsets);
  }

  /** An image is about to be sent. */
  public void expect(String imageId, Instant submittedAt) {
    submitted.put(imageId, submittedAt);
  }

  /** An image will have no result. */
  public void forget(String imageId) {
    submitted.remove(imageId);
  }

  /**
   * A score has come.
   *
   * @return whether it settles an image that was outstanding
   */
  public boolean settle(MemorabilityScore score) {
    return submitted.remove(score.getImageId(), score.getSubmittedAt());
  }

  /**
   * A failure has come.
   *
   * @return whether it settles an image that was outstanding
   */
  public boolean settle(ScoringFailure failure) {
    boolean ours =
        failure.getSourceOffset() >= firstOffsets.getOrDefault(failure.getSourcePartition(), 0L);
    return ours && failure.getImageId() != null && submitted.remove(failure.getImageId()) != null;
  }

  /** How many images have no result yet. */
  public int size() {
    return submitted.size();
  }
}
