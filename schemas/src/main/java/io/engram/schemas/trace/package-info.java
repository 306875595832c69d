/** How traces pass through Kafka. */
package io.engram.schemas.trace;
