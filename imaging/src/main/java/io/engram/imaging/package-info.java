/**
 * Pictures and heatmaps: from untrusted bytes to pixels, and from a model's output to a raster.
 *
 * <p>{@link io.engram.imaging.ImageDecoder} is the only way in. It first reads an {@link
 * io.engram.imaging.ImageHeader} and walks the file's structure in Java, so that limits, truncation
 * and hostile structure are found before native code runs, and then decodes with OpenCV, at a
 * reduced scale where the format allows. The trainer and the stream processor both come through
 * here, so training and serving see the same pixels.
 *
 * <p>{@link io.engram.imaging.RgbImage} and {@link io.engram.imaging.Heatmap} are plain values in
 * Java memory. {@code regions} finds what stands out in a heatmap, {@code overlay} draws it on the
 * photograph, {@code canvas} draws in general. Nothing here knows events, models or files, and
 * nothing needs {@code java.awt} or a font of the system.
 */
package io.engram.imaging;
