/**
 * What every command shares with the person at the terminal: where to print, when to stop, how to
 * say what went wrong.
 */
package io.engram.cli.console;
