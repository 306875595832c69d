package io.engram.imaging.opencv;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.ErrorCallback;

/**
 * Loads OpenCV's core, imgproc and imgcodecs and sets what is global in it. The first use unpacks
 * the libraries to JavaCPP's cache ({@code ~/.javacpp/cache}, or {@code
 * org.bytedeco.javacpp.cachedir}).
 */
public final class OpenCv {
  private static final String SET_LOG_LEVEL = "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE";
  private static final int SILENT = 0;

  static {
    // JavaCPP counts the memory of the whole process against four times the Java heap, which a
    // model
    // in native memory exceeds rightfully. Every Mat here is closed, so nothing depends on it.
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    // Callers decode on pools of their own: OpenCV's threads would only compete with them.
    opencv_core.setNumThreads(0);
    silence();
  }

  private OpenCv() {}

  /** Returns once the native libraries are loaded and configured; costs nothing after that. */
  public static void load() {
    // The static initializer has done it.
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Stops OpenCV from writing its log to stderr: what is wrong with an image is in the exception.
   * The Java binding leaves {@code cv::utils::logging::setLogLevel(int)} out, so it is called by
   * its address, through a callback type of the binding whose first parameter is that {@code int};
   * C calling conventions ignore the others. Where a compiler named the function otherwise
   * (Windows), the environment variable {@code OPENCV_LOG_LEVEL=SILENT} does the same.
   */
  private static void silence() {
    Pointer function = Loader.addressof(SET_LOG_LEVEL);
    if (function == null) {
      return;
    }
    try (PointerPointer<Pointer> holder = new PointerPointer<>(2L)) {
      holder.put(0, function).put(1, (Pointer) null);
      BytePointer none = null;
      new ErrorCallback(holder).call(SILENT, none, none, none, 0, null);
    }
  }
}
