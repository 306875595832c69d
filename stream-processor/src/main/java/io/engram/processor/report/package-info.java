/** Events that processors write beside the stream: what they see, for those who watch them. */
package io.engram.processor.report;
