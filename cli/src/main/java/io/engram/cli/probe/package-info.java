/** Asks a running command for its health, where neither a shell nor curl is at hand. */
package io.engram.cli.probe;
