/**
 * {@code engram search}: {@code run} searches a space, here or through workers, {@code worker}
 * trains what searches ask for, and {@code report} says what was found.
 */
package io.engram.cli.search;
