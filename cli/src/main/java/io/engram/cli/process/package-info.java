/** {@code engram process}: scores the images of a broker until it is stopped. */
package io.engram.cli.process;
