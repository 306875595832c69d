/** {@code engram explain}: where a score comes from, back to the data. */
package io.engram.cli.explain;
