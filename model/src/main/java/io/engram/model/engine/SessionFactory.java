package io.engram.model.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.engram.model.bundle.Manifest;
import java.util.List;

/** Makes ONNX Runtime sessions of one graph, and engines of them, on the device that is asked. */
final class SessionFactory {
  private final OrtEnvironment environment;
  private final byte[] graph;
  private final EngineConfig config;
  private final InputShape input;
  private final OutputShape output;

  SessionFactory(OrtEnvironment environment, Manifest manifest, byte[] graph, EngineConfig config) {
    this.environment = environment;
    this.graph = graph;
    this.config = config;
    this.input = new InputShape(manifest.input().width(), manifest.input().height());
    this.output = new OutputShape(manifest.output().width(), manifest.output().height());
  }

  /**
   * @throws OrtException if the device is not there or cannot load the graph
   * @throws EngineException if it cannot score with it
   */
  InferenceEngine open(Device device)
      throws OrtException, EngineException, UnexpectedGraphException {
    OrtSession session = createSession(device);
    boolean handedOver = false;
    try {
      GraphContract.check(session, input, output);
      InferenceEngine engine = new OnnxEngine(environment, session, input, output, device);
      if (device != Device.CPU) {
        Warmup.run(engine, List.of(1));
      }
      handedOver = true;
      return engine;
    } finally {
      if (!handedOver) {
        session.close();
      }
    }
  }

  private OrtSession createSession(Device device) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(config.threads());
      options.setInterOpNumThreads(1);
      // Threads that spin between operators take the processor from decoding and Kafka.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Memory stays reserved for the largest batch seen, and no batch pays for allocating it.
      // Batches are few sizes over and over, so a memory plan is kept for each of them, too.
      options.setCPUArenaAllocator(true);
      options.setMemoryPatternOptimization(true);
      addProviders(options, device);
      return environment.createSession(graph, options);
    }
  }

  /** Providers in order of preference; the CPU takes what they leave, as in every session. */
  private void addProviders(SessionOptions options, Device device) throws OrtException {
    if (device == Device.TENSORRT) {
      try (OrtTensorRTProviderOptions tensorRt =
          new OrtTensorRTProviderOptions(config.gpu().index())) {
        for (var option : ProviderOptions.tensorRt(config).entrySet()) {
          tensorRt.add(option.getKey(), option.getValue());
        }
        options.addTensorrt(tensorRt);
      }
    }
    if (device == Device.TENSORRT || device == Device.CUDA) {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(config.gpu().index())) {
        for (var option : ProviderOptions.cuda().entrySet()) {
          cuda.add(option.getKey(), option.getValue());
        }
        options.addCUDA(cuda);
      }
    }
  }
}
