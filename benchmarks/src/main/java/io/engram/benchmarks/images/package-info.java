/** The pictures that are scored: photographs of a folder, or the demo's creatives as JPEGs. */
package io.engram.benchmarks.images;
