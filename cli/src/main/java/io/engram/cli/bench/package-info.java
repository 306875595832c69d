/** {@code engram bench} as the command knows it: by name. Module benchmarks does the work. */
package io.engram.cli.bench;
