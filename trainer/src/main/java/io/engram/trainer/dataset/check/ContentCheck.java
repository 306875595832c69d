package io.engram.trainer.dataset.check;

import io.engram.trainer.dataset.check.ImageFacts.Photograph;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** Draws conclusions from what the images are like, one by one and next to each other. */
final class ContentCheck {

  /** Below this, figures are too rough to choose between trainings. */
  private static final int ENOUGH_TO_MEASURE_ON = 50;

  private final Findings findings;

  ContentCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<ImageFacts> training, List<ImageFacts> validation, int alike) {
    Stream.concat(training.stream(), validation.stream()).forEach(this::checkOne);
    if (!validation.isEmpty() && validation.size() < ENOUGH_TO_MEASURE_ON) {
      findings.count(FindingKind.FEW_TO_MEASURE_ON, validation.size());
    }
    compare(readable(training), readable(validation), alike);
  }

  private static List<ImageFacts> readable(List<ImageFacts> facts) {
    return facts.stream().filter(each -> each.photograph().isPresent()).toList();
  }

  private void checkOne(ImageFacts facts) {
    var name = facts.name();
    facts.failure().ifPresent(reason -> findings.add(FindingKind.UNREADABLE, reason));
    facts
        .photograph()
        .filter(photograph -> !photograph.size().isSquare())
        .ifPresent(p -> findings.add(FindingKind.STRETCHED, name + " (" + p.size() + ")"));
    if (facts.photograph().isPresent() && facts.map().isPresent()) {
      checkMap(name, facts.photograph().get(), facts.map().get());
    }
  }

  private void checkMap(String name, Photograph photograph, ImageFacts.Map map) {
    var sizes = "%s (%s, its map %s)".formatted(name, photograph.size(), map.size());
    if (!map.size().hasProportionsOf(photograph.size())) {
      findings.add(FindingKind.OTHER_PROPORTIONS, sizes);
    } else if (!map.size().equals(photograph.size())) {
      findings.add(FindingKind.OTHER_SIZE, sizes);
    }
    if (map.blankTrue() && map.blankFalse()) {
      findings.add(FindingKind.BLANK_MAP, name);
    } else if (map.grey()) {
      findings.add(FindingKind.GREY_MAP, name);
    } else if (map.blankTrue()) {
      findings.add(FindingKind.BLANK_TRUE_SCHEMA, name);
    } else if (map.blankFalse()) {
      findings.add(FindingKind.BLANK_FALSE_SCHEMA, name);
    }
    if (map.blue()) {
      findings.add(FindingKind.COLOURED_MAP, name);
    }
  }

  private void compare(List<ImageFacts> training, List<ImageFacts> validation, int alike) {
    var trained = firstOfEach(training);
    var looks = training.stream().mapToLong(facts -> look(facts)).toArray();
    var index = new HashIndex(looks, alike);
    firstOfEach(validation);
    for (var facts : validation) {
      var same = trained.get(digest(facts));
      if (same != null) {
        findings.add(FindingKind.SAME_IMAGE_IN_BOTH, facts.name() + " = " + same);
      } else {
        index
            .nearest(look(facts))
            .ifPresent(
                match ->
                    findings.add(
                        FindingKind.ALIKE_IN_BOTH,
                        "%s ~ %s (%d of 64 bits differ)"
                            .formatted(
                                facts.name(),
                                training.get(match.index()).name(),
                                match.distance())));
      }
    }
  }

  /** Names by digest; those that come again are findings. */
  private HashMap<String, String> firstOfEach(List<ImageFacts> part) {
    var first = new HashMap<String, String>();
    for (var facts : part) {
      var before = first.putIfAbsent(digest(facts), facts.name());
      if (before != null) {
        findings.add(FindingKind.SAME_IMAGE_AGAIN, facts.name() + " = " + before);
      }
    }
    return first;
  }

  private static String digest(ImageFacts facts) {
    return facts.photograph().orElseThrow().digest();
  }

  private static long look(ImageFacts facts) {
    return facts.photograph().orElseThrow().look();
  }
}
