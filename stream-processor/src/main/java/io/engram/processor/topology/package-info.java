/** The Kafka Streams topology: where records enter the pipeline and outcomes leave it. */
package io.engram.processor.topology;
