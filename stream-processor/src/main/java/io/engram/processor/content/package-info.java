/**
 * What is scored is content, not events: equal bytes have equal heatmaps. Content that was scored
 * lately is remembered ({@link io.engram.processor.content.ContentCache}), and content that is
 * being scored is scored once for all the events that wait for it ({@link
 * io.engram.processor.content.InFlightContent}). An interactive image whose content waits in the
 * bulk lane has it scored in its own ({@link io.engram.processor.content.SharedScore#escalate}).
 *
 * <p>The memory is this process's own, not a state store: a changelog would write every heatmap to
 * Kafka a second time to save, after a restart, what one pass over the model costs.
 */
package io.engram.processor.content;
