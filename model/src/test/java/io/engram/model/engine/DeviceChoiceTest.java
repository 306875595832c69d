package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OrtProvider;
import io.engram.model.bundle.Precision;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  private static final Set<OrtProvider> CPU_BUILD = EnumSet.of(OrtProvider.CPU, OrtProvider.AZURE);
  private static final Set<OrtProvider> GPU_BUILD =
      EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA, OrtProvider.TENSOR_RT);

  @Test
  void shouldTryTheBestFirst() {
    assertThat(DeviceChoice.candidates(Device.AUTO, GPU_BUILD))
        .containsExactly(Device.TENSORRT, Device.CUDA, Device.CPU);
    assertThat(DeviceChoice.candidates(Device.AUTO, CPU_BUILD)).containsExactly(Device.CPU);
  }

  @Test
  void shouldTryNothingButTheDeviceThatWasAskedFor() {
    assertThat(DeviceChoice.candidates(Device.CUDA, GPU_BUILD)).containsExactly(Device.CUDA);
    assertThat(DeviceChoice.candidates(Device.CPU, GPU_BUILD)).containsExactly(Device.CPU);
    assertThat(DeviceChoice.candidates(Device.CUDA, CPU_BUILD)).isEmpty();
    assertThat(DeviceChoice.candidates(Device.TENSORRT, CPU_BUILD)).isEmpty();
  }

  @Test
  void shouldKnowDevicesByTheirNamesInSettings() {
    assertThat(Device.of("tensorrt")).isEqualTo(Device.TENSORRT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.of("gpu"))
        .withMessage("unknown device 'gpu'; there are auto, cpu, cuda and tensorrt");
  }

  @Test
  void shouldRefuseAConfigurationWithoutThreads() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineConfig(Device.CPU, 0, Precision.FP32))
        .withMessage("engine threads must be >= 1, was 0");
    assertThat(EngineConfig.defaults().device()).isEqualTo(Device.AUTO);
  }
}
