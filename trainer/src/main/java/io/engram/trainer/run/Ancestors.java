package io.engram.trainer.run;

import io.engram.trainer.strategy.DistilledConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a training builds on.
 *
 * @param start weights that it starts from, instead of random ones
 * @param teachers whose heatmaps it learns to give
 */
public record Ancestors(Optional<FirstWeights> start, List<TrainedRun> teachers) {

  public Ancestors {
    teachers = List.copyOf(teachers);
  }

  /** A training from nothing. */
  public static Ancestors none() {
    return new Ancestors(Optional.empty(), List.of());
  }

  /** {@code config} as it is with these ancestors: it names their weights and backbones. */
  public TrainingConfig describe(TrainingConfig config) {
    var first = start.map(FirstWeights::id).orElse(config.startsFrom());
    var described = config.startingFrom(first, backbones());
    return teachers.isEmpty() ? described : described.taughtBy(hashes());
  }

  /**
   * Checks that these are the ancestors that {@code config} names.
   *
   * @throws IllegalArgumentException if they are others, or of another form
   */
  public void requireFit(TrainingConfig config) {
    var given = start.map(FirstWeights::id).orElse(TrainingConfig.RANDOM);
    if (!given.equals(config.startsFrom())) {
      throw new IllegalArgumentException(
          "the configuration starts from the weights %s, not %s; name their run (--warm-start) or their file (--backbone)"
              .formatted(config.startsFrom(), given));
    }
    if (start.isEmpty() && config.network().needsFirstWeights()) {
      throw new IllegalArgumentException(
          "network.keepsNorms keeps what a file of weights brings; name it with --backbone, or set it to false to start from random weights");
    }
    start.ifPresent(weights -> weights.requireFit(config));
    var named =
        config.strategy() instanceof DistilledConfig distilled
            ? distilled.teachers()
            : List.<String>of();
    if (config.strategy() instanceof DistilledConfig && named.isEmpty() && teachers.isEmpty()) {
      throw new IllegalArgumentException(
          "strategy.kind distilled learns from earlier runs; name one with --teacher");
    }
    if (!named.equals(hashes())) {
      throw new IllegalArgumentException(
          "the configuration learns from the weights %s, not %s; name the runs of its teachers, in"
                  .formatted(named, hashes())
              + " their order");
    }
    for (var teacher : teachers) {
      if (teacher.config().network().side() != config.network().side()) {
        throw new IllegalArgumentException(
            "%s looks at pictures of %d pixels, this training at %d; a teacher must see the same"
                .formatted(
                    teacher.directory(),
                    teacher.config().network().side(),
                    config.network().side()));
      }
    }
  }

  private List<String> backbones() {
    var first = start.map(FirstWeights::backbones).orElse(List.of());
    var learned = teachers.stream().flatMap(teacher -> teacher.backbones().stream());
    return Stream.concat(first.stream(), learned).toList();
  }

  private List<String> hashes() {
    return teachers.stream().map(TrainedRun::sha256).toList();
  }
}
