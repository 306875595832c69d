/**
 * Drawing on pictures: flat shapes, gradients and text, anti-aliased, in sRGB. Text is drawn with
 * the stroke letters of A. V. Hershey that OpenCV carries, so a headless JDK without fonts draws
 * the same everywhere; they hold ASCII only.
 */
package io.engram.imaging.canvas;
