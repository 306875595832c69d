package io.engram.trainer.strategy;

import java.util.Collection;
import java.util.Optional;

/**
 * The losses of one step, or their means over several.
 *
 * @param generator what the generator minimises
 * @param contest how generator and discriminator stand, if there is a discriminator
 */
public record Losses(double generator, Optional<Contest> contest) {

  /**
   * How two adversaries stand. Both are 0.25 where the discriminator cannot tell and says 0.5.
   *
   * @param generator {@code MSE(D(Lf,image), 1)}
   * @param discriminator {@code 0.5 (MSE(D(Lf,image), 0) + MSE(D(Lr,image), 1))}
   */
  public record Contest(double generator, double discriminator) {}

  /** The mean of one or more. */
  public static Losses mean(Collection<Losses> all) {
    double generator = all.stream().mapToDouble(Losses::generator).average().orElseThrow();
    var contests = all.stream().flatMap(losses -> losses.contest.stream()).toList();
    if (contests.isEmpty()) {
      return new Losses(generator, Optional.empty());
    }
    return new Losses(
        generator,
        Optional.of(
            new Contest(
                contests.stream().mapToDouble(Contest::generator).average().orElseThrow(),
                contests.stream().mapToDouble(Contest::discriminator).average().orElseThrow())));
  }
}
