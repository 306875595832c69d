package io.engram.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.engram.trainer.dataset.SchemaChannel;
import io.engram.trainer.network.MapCoding;

/**
 * {@code d mean|p - y| + sum w (1 - rho(p, y)) / sum w} over the true schema, the false schema and
 * their sum, with Pearson's rho of each image and channel. The distance keeps the level right, the
 * correlation the shape: distance alone rewards maps that are nearly black. A channel that is blank
 * in {@code y} has no correlation and no weight.
 *
 * @param distance the factor d
 * @param trueSchema w of the true schema
 * @param falseSchema w of the false schema
 * @param sum w of both together
 */
public record CorrelationLoss(float distance, float trueSchema, float falseSchema, float sum)
    implements HeatmapLoss {

  private static final float BLANK_BELOW = SchemaChannel.BLANK_BELOW / 255f;
  private static final float TINY = 1e-6f;
  private static final int[] PIXELS = {2};

  public CorrelationLoss {
    if (!(distance >= 0 && trueSchema >= 0 && falseSchema >= 0 && sum >= 0)) {
      throw new IllegalArgumentException("the factors of a correlation loss must be >= 0");
    }
  }

  @Override
  public boolean accepts(MapCoding coding) {
    return coding == MapCoding.TWO_CHANNEL;
  }

  @Override
  public NDArray of(NDArray predicted, NDArray actual) {
    var p = withSum(predicted);
    var y = withSum(actual);
    var absolute = predicted.sub(actual).abs().mean().mul(distance);
    var weights = y.max(PIXELS, false).gte(BLANK_BELOW);
    weights = weights.mul(y.getManager().create(new float[] {trueSchema, falseSchema, sum}));
    var shape = weights.mul(correlation(p, y).neg().add(1)).sum().div(weights.sum().add(TINY));
    return absolute.add(shape);
  }

  /** {@code [N,2,S,S]} to {@code [N,3,S*S]}: both channels and their sum. */
  private static NDArray withSum(NDArray maps) {
    var sum = maps.sum(new int[] {1}, true);
    return NDArrays.concat(new NDList(maps, sum), 1).flatten(2, 3);
  }

  private static NDArray correlation(NDArray p, NDArray y) {
    var a = p.sub(p.mean(PIXELS, true));
    var b = y.sub(y.mean(PIXELS, true));
    var norms = a.square().sum(PIXELS).mul(b.square().sum(PIXELS));
    return a.mul(b).sum(PIXELS).div(norms.add(TINY).sqrt());
  }
}
