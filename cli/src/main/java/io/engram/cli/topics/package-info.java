/** {@code engram topics}: brings a broker and a registry to what the events need. */
package io.engram.cli.topics;
