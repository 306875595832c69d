package io.engram.benchmarks.scale;

/**
 * What a rate takes.
 *
 * @param rate images a second
 * @param cores of all processors
 * @param gpus of all processors
 * @param processors processes, each on its machine
 * @param partitions of each topic of images and results
 * @param brokers at least as many as replicas
 * @param inMegabits a second that clients write to brokers
 * @param replicaMegabits a second that brokers write to each other
 * @param outMegabits a second that processors and readers of results read
 * @param diskTerabytes to have in all brokers
 * @param dollarsPerMillion images, all of it
 * @param latencyMillis median from an event to its committed outcome
 */
public record Plan(
    double rate,
    int cores,
    int gpus,
    int processors,
    int partitions,
    int brokers,
    double inMegabits,
    double replicaMegabits,
    double outMegabits,
    double diskTerabytes,
    double dollarsPerMillion,
    double latencyMillis) {}
