/**
 * ONNX's model format as protobuf classes, generated from {@code onnx.proto}. Only {@link
 * io.engram.trainer.onnx} uses them.
 */
package io.engram.trainer.onnx.schema;
