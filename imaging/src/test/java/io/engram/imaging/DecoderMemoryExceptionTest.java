package io.engram.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class DecoderMemoryExceptionTest {
  @Test
  void shouldKnowOpenCvsWordForTooLittleMemory() {
    int side = Integer.MAX_VALUE;
    RuntimeException tooLarge =
        catchThrowableOfType(
            RuntimeException.class, () -> new Mat(side, side, opencv_core.CV_8UC4).close());

    assertThat(tooLarge).isNotNull();
    assertThat(DecoderMemoryException.isReportedBy(tooLarge)).isTrue();
  }

  @Test
  void shouldNotTakeAnotherComplaintForIt() {
    assertThat(DecoderMemoryException.isReportedBy(new RuntimeException("error: (-215:Assertion)")))
        .isFalse();
    assertThat(DecoderMemoryException.isReportedBy(new RuntimeException())).isFalse();
  }
}
