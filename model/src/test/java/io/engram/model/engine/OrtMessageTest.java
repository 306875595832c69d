package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrtMessageTest {
  @Test
  void shouldKeepWhatSaysWhyAndDropWhereInTheLibrary() {
    OrtException e =
        new OrtException(
            OrtErrorCode.ORT_FAIL,
            """
            /src/provider_bridge.cc:1988 Provider& ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load
            libcublas.so.12: no such file

            """);

    assertThat(OrtMessage.of(e)).isEqualTo("Failed to load libcublas.so.12: no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 4294967296",
        "CUDA failure 2: out of memory ; GPU=0",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED",
        "std::bad_alloc"
      })
  void shouldTellWhetherMemoryRanOut(String message) {
    assertThat(OrtMessage.tellsOfMemory(new OrtException(OrtErrorCode.ORT_FAIL, message))).isTrue();
  }

  @Test
  void shouldNotTakeAnotherFailureForOneOfMemory() {
    OrtException e = new OrtException(OrtErrorCode.ORT_FAIL, "No such device");
    assertThat(OrtMessage.tellsOfMemory(e)).isFalse();
  }

  @Test
  void shouldKeepAMessageOfAnotherForm() {
    assertThat(OrtMessage.of(new OrtException(OrtErrorCode.ORT_EP_FAIL, "No such device")))
        .isEqualTo("No such device");
    assertThat(OrtMessage.of(new EngineException("gave NaN"))).isEqualTo("gave NaN");
    assertThat(OrtMessage.of(new EngineException(null))).isEqualTo("null");
  }
}
