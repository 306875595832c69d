/** {@code engram platform}: a Kafka broker and a schema registry on this machine. */
package io.engram.cli.platform;
