package io.engram.benchmarks.micro;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.RgbImage;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.opencv.Mats;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From a JPEG of 700 x 700 to the model's input, and its parts. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecodeBenchmark {

  /** As the processor does it: structure checked, scaled decode, resize, RGB. */
  @Benchmark
  public DecodedImage engram(Pictures pictures) throws UndecodableImageException {
    return pictures.decoder.decode(pictures.jpeg(), Pictures.SIDE, Pictures.SIDE);
  }

  /**
   * libjpeg-turbo's scaled decode, as OpenCV calls it, and the same resize; nothing is checked, and
   * the pixels stay where they are.
   */
  @Benchmark
  public long libjpegTurbo(Pictures pictures) {
    try (PointerScope scope = new PointerScope()) {
      byte[] jpeg = pictures.jpeg();
      Mat decoded =
          opencv_imgcodecs.imdecode(
              Mats.of(jpeg.length, 1, 1, jpeg), opencv_imgcodecs.IMREAD_REDUCED_COLOR_4);
      return Mats.resize(decoded, Pictures.SIDE, Pictures.SIDE).data().address();
    }
  }

  /** At full size and then to the model's, what the scaled decode saves. */
  @Benchmark
  public RgbImage withoutScaledDecode(Pictures pictures) throws UndecodableImageException {
    return pictures
        .decoder
        .decode(pictures.jpeg(), 700, 700)
        .pixels()
        .resize(Pictures.SIDE, Pictures.SIDE);
  }

  /** The resize alone. */
  @Benchmark
  public RgbImage resize(Pictures pictures) {
    return pictures.whole().resize(Pictures.SIDE, Pictures.SIDE);
  }
}
