package io.engram.trainer.evaluate;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.engram.imaging.RgbImage;
import io.engram.trainer.network.HeatmapModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Predicts with a network in DJL, as it would outside training. */
public final class NetworkPredictor implements HeatmapPredictor {

  private final HeatmapModel model;
  private final NDManager manager;

  /** Uses {@code model} as it is at each call; nothing stays in {@code manager} after a call. */
  public NetworkPredictor(HeatmapModel model, NDManager manager) {
    this.model = model;
    this.manager = manager;
  }

  @Override
  public List<float[]> predict(List<RgbImage> photographs) {
    int side = model.inputSide();
    var bytes = ByteBuffer.allocate(photographs.size() * side * side * 3);
    photographs.forEach(photograph -> bytes.put(photograph.rgb()));
    bytes.flip();
    // A scope, since what is made from a weight belongs to the weight's manager.
    try (var temporaries = new NDScope()) {
      temporaries.suppressNotUsedWarning();
      var shape = new Shape(photographs.size(), side, side, 3);
      var pixels = manager.create(bytes, shape, DataType.UINT8);
      var planes = pixels.transpose(0, 3, 1, 2).div(255);
      var heatmaps = model.heatmaps(planes).toFloatArray();
      int size = 2 * side * side;
      var result = new ArrayList<float[]>();
      for (int from = 0; from < heatmaps.length; from += size) {
        result.add(Arrays.copyOfRange(heatmaps, from, from + size));
      }
      return result;
    }
  }
}
