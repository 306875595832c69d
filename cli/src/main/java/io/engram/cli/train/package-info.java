/** {@code engram train}: trains a model on this machine and writes its bundle. */
package io.engram.cli.train;
