/**
 * Programs in processes of their own, so that processor time and memory are their own. A child that
 * has something to say prints lines of JSON; it ends when its standard input does, and so also when
 * its parent is gone.
 */
package io.engram.benchmarks.child;
