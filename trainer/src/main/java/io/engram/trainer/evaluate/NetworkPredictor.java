package io.engram.trainer.evaluate;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.engram.imaging.RgbImage;
import io.engram.trainer.network.HeatmapNetwork;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Predicts with a network in DJL, as it would outside training. */
public final class NetworkPredictor implements HeatmapPredictor {

  private final HeatmapNetwork network;
  private final NDManager manager;

  /** Uses {@code network} as it is at each call; nothing stays in {@code manager} after a call. */
  public NetworkPredictor(HeatmapNetwork network, NDManager manager) {
    this.network = network;
    this.manager = manager;
  }

  @Override
  public List<float[]> predict(List<RgbImage> photographs) {
    int side = network.inputSide();
    var bytes = ByteBuffer.allocate(photographs.size() * side * side * 3);
    photographs.forEach(photograph -> bytes.put(photograph.rgb()));
    bytes.flip();
    try (var step = manager.newSubManager()) {
      var shape = new Shape(photographs.size(), side, side, 3);
      var pixels = step.create(bytes, shape, DataType.UINT8).toType(DataType.FLOAT32, false);
      var planes = pixels.transpose(0, 3, 1, 2).div(255);
      var heatmaps = network.heatmaps(planes, side, false).toFloatArray();
      int size = 2 * side * side;
      var result = new ArrayList<float[]>();
      for (int from = 0; from < heatmaps.length; from += size) {
        result.add(Arrays.copyOfRange(heatmaps, from, from + size));
      }
      return result;
    }
  }
}
