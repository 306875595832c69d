package io.engram.model.engine;

import io.engram.model.bundle.Precision;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the GPU providers of ONNX Runtime are told, by the names of its documentation ("CUDA
 * Execution Provider", "TensorRT Execution Provider").
 */
final class ProviderOptions {
  private ProviderOptions() {}

  static Map<String, String> cuda() {
    // The default tries every algorithm whenever a batch size is new: a stall in service.
    return Map.of("cudnn_conv_algo_search", "HEURISTIC");
  }

  /** Engines take TensorRT minutes to build, so they are kept where there is a folder for them. */
  static Map<String, String> tensorRt(EngineConfig config) {
    Map<String, String> options = new TreeMap<>();
    options.put("trt_fp16_enable", flag(config.precision() == Precision.FP16));
    options.put("trt_int8_enable", flag(config.precision() == Precision.INT8));
    config
        .gpu()
        .engineCache()
        .ifPresent(
            folder -> {
              options.put("trt_engine_cache_enable", flag(true));
              options.put("trt_engine_cache_path", folder.toString());
              options.put("trt_timing_cache_enable", flag(true));
              options.put("trt_timing_cache_path", folder.toString());
            });
    return options;
  }

  private static String flag(boolean on) {
    return on ? "1" : "0";
  }
}
