/** {@code engram data}: looks after data sets before anything is trained on them. */
package io.engram.cli.data;
