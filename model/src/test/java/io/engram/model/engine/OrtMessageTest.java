package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import org.junit.jupiter.api.Test;

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

  @Test
  void shouldKeepAMessageOfAnotherForm() {
    assertThat(OrtMessage.of(new OrtException(OrtErrorCode.ORT_EP_FAIL, "No such device")))
        .isEqualTo("No such device");
    assertThat(OrtMessage.of(new EngineException("gave NaN"))).isEqualTo("gave NaN");
    assertThat(OrtMessage.of(new EngineException(null))).isEqualTo("null");
  }
}
