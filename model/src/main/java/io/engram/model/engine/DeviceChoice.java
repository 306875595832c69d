package io.engram.model.engine;

import ai.onnxruntime.OrtProvider;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which devices to try, in which order. Knows what the library was built with, not the machine. */
final class DeviceChoice {
  private DeviceChoice() {}

  /** Empty if {@code wanted} is a device that this build of the library does not have. */
  static List<Device> candidates(Device wanted, Set<OrtProvider> built) {
    Stream<Device> devices =
        wanted == Device.AUTO
            ? Stream.of(Device.TENSORRT, Device.CUDA, Device.CPU)
            : Stream.of(wanted);
    return devices.filter(device -> built.contains(provider(device))).toList();
  }

  private static OrtProvider provider(Device device) {
    return switch (device) {
      case TENSORRT -> OrtProvider.TENSOR_RT;
      case CUDA -> OrtProvider.CUDA;
      case CPU -> OrtProvider.CPU;
      case AUTO -> throw new IllegalArgumentException("auto is a choice among devices");
    };
  }
}
