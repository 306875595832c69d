package io.engram.model.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.engram.model.bundle.InvalidBundleException;
import io.engram.model.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens engines. */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private Engines() {}

  /**
   * Opens an engine for a model. Blocks while the graph is read and optimised; a GPU also scores
   * one blank picture, because its libraries load no sooner, and TensorRT builds its engine for it.
   *
   * @throws EngineUnavailableException if the bundle has no graph of that precision, the graph is
   *     not what the manifest says, the device is not there, or ONNX Runtime's telemetry is on
   */
  public static InferenceEngine open(ModelBundle bundle, EngineConfig config)
      throws EngineUnavailableException {
    String what = "Model " + bundle + " on " + config.device().id();
    byte[] graph = read(bundle, config, what);
    OrtEnvironment environment = environment(what);
    List<Device> candidates =
        DeviceChoice.candidates(config.device(), OrtEnvironment.getAvailableProviders());
    if (candidates.isEmpty()) {
      throw new EngineUnavailableException(
          what,
          "this build of ONNX Runtime has no " + config.device().id(),
          "build Engram with './mvnw -Pgpu', or choose the device auto or cpu",
          null);
    }
    SessionFactory sessions = new SessionFactory(environment, bundle.manifest(), graph, config);
    for (Device device : candidates.subList(0, candidates.size() - 1)) {
      try {
        return sessions.open(device);
      } catch (OrtException | EngineException e) {
        LOG.info("No {} for model {}: {}", device.id(), bundle, OrtMessage.of(e));
      } catch (UnexpectedGraphException e) {
        throw mismatch(what, e);
      }
    }
    return last(sessions, candidates.get(candidates.size() - 1), what);
  }

  /**
   * Opens all engines of a model: on each GPU that is asked for, or on the processor.
   *
   * @throws EngineUnavailableException as {@link #open}; none is left open then
   */
  public static List<InferenceEngine> openAll(ModelBundle bundle, EnginesConfig config)
      throws EngineUnavailableException {
    List<InferenceEngine> engines = new ArrayList<>();
    // Where the first one runs, all do: one that fell back would hold up the batches.
    Device device = config.one().device();
    try {
      for (int gpu : config.gpus()) {
        int session = 0;
        do {
          engines.add(open(bundle, config.on(device, gpu, session++)));
          device = Device.of(engines.get(0).device());
        } while (session < config.sessionsOn(device));
        if (device == Device.CPU) {
          break;
        }
      }
      return List.copyOf(engines);
    } catch (EngineUnavailableException | RuntimeException e) {
      engines.forEach(InferenceEngine::close);
      throw e;
    }
  }

  private static InferenceEngine last(SessionFactory sessions, Device device, String what)
      throws EngineUnavailableException {
    try {
      return sessions.open(device);
    } catch (UnexpectedGraphException e) {
      throw mismatch(what, e);
    } catch (OrtException | EngineException e) {
      String remedy =
          device == Device.CPU
              ? "export the model again: its file is no graph that ONNX Runtime can run"
              : "check the driver and the libraries (CUDA 12, cuDNN 9, TensorRT 10), or choose auto";
      throw new EngineUnavailableException(what, OrtMessage.of(e), remedy, e);
    }
  }

  private static EngineUnavailableException mismatch(String what, UnexpectedGraphException e) {
    return new EngineUnavailableException(
        what, e.getMessage(), "export the model again, or correct its manifest", e);
  }

  private static byte[] read(ModelBundle bundle, EngineConfig config, String what)
      throws EngineUnavailableException {
    if (!bundle.has(config.precision())) {
      throw new EngineUnavailableException(
          what,
          "it has no graph of precision " + config.precision().id(),
          "choose one of " + String.join(", ", bundle.precisions()),
          null);
    }
    try {
      return bundle.read(config.precision());
    } catch (InvalidBundleException e) {
      throw new EngineUnavailableException(what, e.reason(), e.remedy(), e);
    }
  }

  /**
   * The environment is one per process. Whatever goes wrong comes back as an exception, so the
   * library's own lines on standard error, which would tear a progress bar, are switched off.
   *
   * @param what needs it, for the message
   * @throws EngineUnavailableException if ONNX Runtime cannot be used here
   */
  public static OrtEnvironment environment(String what) throws EngineUnavailableException {
    if (!Telemetry.isOff(System.getenv(), System.getProperty("os.name"))) {
      throw new EngineUnavailableException(
          what,
          "ONNX Runtime reports home unless told not to before it loads, and can crash on the way",
          "set the environment variable " + Telemetry.VARIABLE + "=1 and start again",
          null);
    }
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "engram");
      environment.setTelemetry(false);
      return environment;
    } catch (LinkageError | IllegalStateException | OrtException e) {
      throw new EngineUnavailableException(
          what,
          "the native library of ONNX Runtime does not load: " + e,
          "Engram runs on Linux x86-64 and aarch64, macOS aarch64 and Windows x86-64",
          e);
    }
  }
}
