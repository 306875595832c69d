package io.engram.trainer.evaluate.score;

import io.engram.trainer.evaluate.score.Calibration.Isotonic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * The algorithm of isotonic regression: neighbours whose means descend become one block with their
 * common mean, until none do.
 */
final class AdjacentViolators {

  /** Points that share one value, with the scores of its first and last. */
  private record Block(double from, double to, double sum, double weight) {
    double mean() {
      return sum / weight;
    }

    Block and(Block next) {
      return new Block(from, next.to, sum + next.sum, weight + next.weight);
    }
  }

  private AdjacentViolators() {}

  static Isotonic pool(double[] scores, double[] rates) {
    var points = new TreeMap<Double, Block>();
    for (int i = 0; i < scores.length; i++) {
      points.merge(scores[i], new Block(scores[i], scores[i], rates[i], 1), Block::and);
    }
    var blocks = new ArrayDeque<Block>();
    for (var point : points.values()) {
      var block = point;
      while (!blocks.isEmpty() && blocks.peekLast().mean() >= block.mean()) {
        block = blocks.removeLast().and(block);
      }
      blocks.addLast(block);
    }
    var x = new ArrayList<Double>();
    var y = new ArrayList<Double>();
    for (var block : blocks) {
      x.add(block.from());
      y.add(block.mean());
      if (block.to() > block.from()) {
        x.add(block.to());
        y.add(block.mean());
      }
    }
    return new Isotonic(x, y);
  }
}
