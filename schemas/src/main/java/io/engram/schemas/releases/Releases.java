package io.engram.schemas.releases;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the decisions so far add up to. Not thread-safe. */
public final class Releases {
  private static final Logger log = LoggerFactory.getLogger(Releases.class);

  private record Placed(ModelRelease release, long offset) {}

  private final Map<String, Placed> byKey = new HashMap<>();

  /**
   * Takes the next record of the topic.
   *
   * @param release null where the record takes back what was under its key
   */
  public void add(String key, ModelRelease release, long offset) {
    if (release == null) {
      byKey.remove(key);
    } else if (ReleaseKey.fits(key, release)) {
      byKey.put(key, new Placed(release, offset));
    } else {
      log.warn("Offset {} is left out: {} cannot be under the key {}", offset, release, key);
    }
  }

  /** The names of all models, sorted. */
  public Set<String> models() {
    Set<String> names = new TreeSet<>();
    byKey.values().forEach(placed -> names.add(placed.release.getModelName()));
    return names;
  }

  /** The decision by which a version of a model serves, if any does. */
  public Optional<ModelRelease> serving(String model) {
    return placed(ReleaseKey.serving(model)).map(Placed::release);
  }

  /** The decision by which a version is tried beside the one that serves, if any is. */
  public Optional<ModelRelease> trial(String model) {
    long since = placed(ReleaseKey.serving(model)).map(Placed::offset).orElse(-1L);
    return placed(ReleaseKey.trial(model))
        .filter(trial -> trial.offset > since)
        .map(Placed::release)
        .filter(release -> release.getDecision() != ReleaseDecision.WITHDRAWN);
  }

  /** The decision that ended the training of a version. */
  public Optional<ModelRelease> training(String model, String version) {
    return placed(ReleaseKey.training(model, version)).map(Placed::release);
  }

  /** The decisions that ended trainings of a model, the newest first. */
  public List<ModelRelease> trainings(String model) {
    return byKey.entrySet().stream()
        .filter(e -> e.getKey().startsWith(ReleaseKey.training(model, "")))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparing(Placed::offset).reversed())
        .map(Placed::release)
        .toList();
  }

  /**
   * The version that served before the one that serves, if that is known: the one that it was
   * promoted over, also after a roll-back to it.
   */
  public Optional<ModelRelease> previous(String model) {
    return serving(model)
        .flatMap(now -> training(model, now.getVersion()))
        .map(ModelRelease::getParentVersion)
        .filter(Objects::nonNull)
        .flatMap(version -> training(model, version));
  }

  private Optional<Placed> placed(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
