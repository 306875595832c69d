package io.engram.cli.creatives;

import io.engram.imaging.RgbImage;
import io.engram.imaging.opencv.Mats;
import io.engram.imaging.opencv.OpenCv;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** A picture in native memory, drawn at twice its size and averaged down for smooth edges. */
final class Canvas implements AutoCloseable {
  private static final int OVERSAMPLING = 2;

  private final Mat mat;

  Canvas(int width, int height) {
    OpenCv.load();
    mat = new Mat(OVERSAMPLING * height, OVERSAMPLING * width, opencv_core.CV_8UC3);
  }

  /** A pen for a part of the picture. */
  Pen pen(Box box) {
    return new Pen(mat, 0, 0, mat.cols(), mat.rows()).within(box);
  }

  /** The picture as it is now. */
  RgbImage image() {
    var large = new RgbImage(mat.cols(), mat.rows(), Mats.bytes(mat));
    return large.resize(mat.cols() / OVERSAMPLING, mat.rows() / OVERSAMPLING);
  }

  @Override
  public void close() {
    mat.close();
  }
}
