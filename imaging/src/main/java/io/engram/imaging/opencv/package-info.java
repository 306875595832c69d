/**
 * The thin edge to OpenCV's native code. Everything that touches a {@code Mat} starts here: {@link
 * io.engram.imaging.opencv.OpenCv} loads and quietens the library once, {@link
 * io.engram.imaging.opencv.Mats} carries pixels in and out and resizes them. Inside the library
 * pixels are in RGB order, except for what a codec has just read or is about to write, which is BGR
 * as OpenCV wants it.
 *
 * <p>Native memory belongs to the {@code PointerScope} of the method that asked for it; nothing
 * here waits for a garbage collector.
 */
package io.engram.imaging.opencv;
