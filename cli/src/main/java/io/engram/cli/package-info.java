/**
 * The {@code engram} command: one composition root over every part of the platform.
 *
 * <p>{@link io.engram.cli.Engram} lists the commands and turns whatever goes wrong into one line
 * and an exit code. Each command is a package of its own, takes what it needs by constructor and
 * closes what it opens. {@code demo} is the composition of the others in one process.
 */
package io.engram.cli;
