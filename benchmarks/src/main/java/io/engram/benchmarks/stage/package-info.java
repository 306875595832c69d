/** What every contender plays on: a broker and a registry, the images in it, who watches. */
package io.engram.benchmarks.stage;
