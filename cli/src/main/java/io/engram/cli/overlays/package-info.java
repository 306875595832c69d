/** Photographs under their heatmaps, as files. */
package io.engram.cli.overlays;
