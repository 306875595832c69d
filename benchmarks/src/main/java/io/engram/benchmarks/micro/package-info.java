/** The stages alone, measured by JMH: {@code engram bench micro}. */
package io.engram.benchmarks.micro;
