/** What the processor tells about itself, in the domain's words. */
package io.engram.processor.metrics;
