/** Follows single images through the processor; how many of them are followed is the sampler's. */
package io.engram.processor.trace;
