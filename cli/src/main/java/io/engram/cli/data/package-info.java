/**
 * {@code engram data}: looks after data sets before anything is trained on them. The {@link
 * io.engram.cli.data.DataOptions options} that name one are the same in every command.
 */
package io.engram.cli.data;
