/**
 * Models for tests: a few hundred bytes of ONNX made in Java, whose answers are plain arithmetic.
 * Other modules have them as this module's {@code test-jar}.
 */
package io.engram.model.testing;
