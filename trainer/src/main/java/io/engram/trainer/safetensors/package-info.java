/**
 * Reads the file format that trained weights are passed on in. {@link
 * io.engram.trainer.safetensors.Safetensors} knows tensors by name and shape, not what they are
 * for.
 */
package io.engram.trainer.safetensors;
