package io.engram.imaging.opencv;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Carries 8-bit pixels between Java arrays and OpenCV and resizes them. Callers hold a {@code
 * PointerScope}, which owns every {@code Mat} made here.
 */
public final class Mats {
  private Mats() {}

  /** A copy of row-major, interleaved {@code bytes} as a Mat of {@code channels} channels. */
  public static Mat of(int width, int height, int channels, byte[] bytes) {
    OpenCv.load();
    Mat mat = new Mat(height, width, opencv_core.CV_8UC(channels));
    mat.data().put(bytes, 0, bytes.length);
    return mat;
  }

  /** The pixels of an 8-bit Mat, row-major and interleaved, in the order of its channels. */
  public static byte[] bytes(Mat mat) {
    Mat whole = mat.isContinuous() ? mat : mat.clone();
    byte[] bytes = new byte[Math.toIntExact(whole.total() * whole.channels())];
    try (BytePointer data = whole.data()) {
      data.get(bytes, 0, bytes.length);
    }
    return bytes;
  }

  /**
   * Resizes to exactly {@code width x height} without aliasing: each side that shrinks averages the
   * area that a pixel covers, each side that grows interpolates linearly. Gives {@code mat} itself
   * where its size is right already.
   */
  public static Mat resize(Mat mat, int width, int height) {
    Mat shrunk = resize(mat, Math.min(width, mat.cols()), Math.min(height, mat.rows()), INTER_AREA);
    return resize(shrunk, width, height, INTER_LINEAR);
  }

  private static Mat resize(Mat mat, int width, int height, int interpolation) {
    if (mat.cols() == width && mat.rows() == height) {
      return mat;
    }
    Mat resized = new Mat();
    opencv_imgproc.resize(mat, resized, new Size(width, height), 0, 0, interpolation);
    return resized;
  }
}
