/** Apache Flink's way: asynchronous I/O on a pool of threads, and exactly-once sinks. */
package io.engram.benchmarks.flink;
