/**
 * Two lanes through the processor: images that somebody waits for overtake those of large jobs,
 * wherever images wait, and never for good. {@link io.engram.processor.lane.LaneTurns} is the rule,
 * the same for reading, fetching and batches.
 */
package io.engram.processor.lane;
