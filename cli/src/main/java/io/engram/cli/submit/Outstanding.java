package io.engram.cli.submit;

import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.topics.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The images that were submitted and have no result yet. Results of other submissions of an image
 * with the same name don't count: a score carries the time of its submission, and a failure the
 * place of its event, which the broker's acknowledgement tells; its name may be missing, since the
 * processor may not have been able to read the event. Thread safe.
 */
public final class Outstanding {
  private record Place(int partition, long offset) {}

  private final Topic topic;
  private final Map<String, Instant> submitted = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<Place, String> acknowledged = new HashMap<>();

  /** Failures that overtook the acknowledgement of their event, or are somebody else's. */
  private final Map<Place, ScoringFailure> unclaimed = new HashMap<>();

  /**
   * @param topic to which the images are sent
   */
  public Outstanding(Topic topic) {
    this.topic = topic;
  }

  /** An image is about to be sent. */
  public synchronized void expect(String imageId, Instant submittedAt) {
    submitted.put(imageId, submittedAt);
  }

  /**
   * The broker has an image.
   *
   * @return the image's failure, if that has come already; it settles the image
   */
  public synchronized Optional<ScoringFailure> acknowledge(
      String imageId, int partition, long offset) {
    if (!submitted.containsKey(imageId)) {
      return Optional.empty();
    }
    var place = new Place(partition, offset);
    places.put(imageId, place);
    acknowledged.put(place, imageId);
    ScoringFailure failure = unclaimed.remove(place);
    if (failure != null) {
      forget(imageId);
    }
    dropFailuresOfOthers();
    return Optional.ofNullable(failure);
  }

  /** An image will have no result. */
  public synchronized void forget(String imageId) {
    submitted.remove(imageId);
    acknowledged.remove(places.remove(imageId));
    dropFailuresOfOthers();
  }

  /**
   * A score has come.
   *
   * @return whether it settles an image that was outstanding
   */
  public synchronized boolean settle(MemorabilityScore score) {
    boolean ours = score.getSubmittedAt().equals(submitted.get(score.getImageId()));
    if (ours) {
      forget(score.getImageId());
    }
    return ours;
  }

  /**
   * A failure has come.
   *
   * @return the image that it settles, if that was outstanding and acknowledged
   */
  public synchronized Optional<String> settle(ScoringFailure failure) {
    if (!failure.getSourceTopic().equals(topic.topicName())) {
      return Optional.empty();
    }
    var place = new Place(failure.getSourcePartition(), failure.getSourceOffset());
    String imageId = acknowledged.get(place);
    if (imageId == null) {
      unclaimed.put(place, failure);
      dropFailuresOfOthers();
    } else {
      forget(imageId);
    }
    return Optional.ofNullable(imageId);
  }

  /** How many images have no result yet. */
  public synchronized int size() {
    return submitted.size();
  }

  /** Once every image has its place, nothing that is unclaimed can be ours. */
  private void dropFailuresOfOthers() {
    if (places.size() == submitted.size()) {
      unclaimed.clear();
    }
  }
}
