package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.Precision;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderOptionsTest {
  private static EngineConfig config(Precision precision, Gpu gpu) {
    return new EngineConfig(Device.TENSORRT, 1, precision, gpu);
  }

  @Test
  void shouldLetTensorRtComputeInThePrecisionThatIsAsked() {
    assertThat(ProviderOptions.tensorRt(config(Precision.FP16, Gpu.FIRST)))
        .containsEntry("trt_fp16_enable", "1")
        .containsEntry("trt_int8_enable", "0");
    assertThat(ProviderOptions.tensorRt(config(Precision.INT8, Gpu.FIRST)))
        .containsEntry("trt_fp16_enable", "0")
        .containsEntry("trt_int8_enable", "1");
  }

  @Test
  void shouldKeepEnginesWhereThereIsAFolderForThem() {
    Gpu gpu = new Gpu(1, Optional.of(Path.of("/var/cache/engram")));

    assertThat(ProviderOptions.tensorRt(config(Precision.FP32, gpu)))
        .containsEntry("trt_engine_cache_enable", "1")
        .containsEntry("trt_engine_cache_path", "/var/cache/engram")
        .containsEntry("trt_timing_cache_path", "/var/cache/engram");
    assertThat(ProviderOptions.tensorRt(config(Precision.FP32, Gpu.FIRST)))
        .doesNotContainKey("trt_engine_cache_enable");
  }
}
