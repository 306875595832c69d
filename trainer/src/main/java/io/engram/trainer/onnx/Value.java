package io.engram.trainer.onnx;

/** A named result inside an ONNX graph: a graph input, a constant or a node's output. */
public record Value(String name) {}
