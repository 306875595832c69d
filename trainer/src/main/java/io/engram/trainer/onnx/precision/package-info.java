/**
 * Rewrites ONNX graphs for numbers of fewer bits. It knows operators, not networks, so it serves
 * whatever {@link io.engram.trainer.onnx.GraphBuilder} writes.
 *
 * <p>{@link io.engram.trainer.onnx.precision.HalfPrecision} turns weights and the values between
 * them into numbers of 16 bits. {@link io.engram.trainer.onnx.precision.IntegerPrecision} turns the
 * work into convolutions of bytes, in four steps:
 *
 * <pre>
 * graph -> UpConvolutions -> QuantizationPlan -> Calibration -> Quantizer -> graph
 *          same result in    which values are    their ranges   QuantizeLinear and
 *          other operators   bytes, which share  and means on   DequantizeLinear around
 *                                                photographs
 * </pre>
 *
 * <p>The plan follows from the operators alone, never from a model's name, and the bytes stand for
 * the numbers in an {@link io.engram.trainer.onnx.precision.Affine} way.
 */
package io.engram.trainer.onnx.precision;
