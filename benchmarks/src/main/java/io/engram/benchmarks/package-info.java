/**
 * {@code engram bench}: what the stream costs over a bare loop, and beside its peers.
 *
 * <pre>
 * Bench --- stage ------> a broker and a registry in a process of their own
 *   |  \--- child ------> each contender in a process of its own: bare, Engram, peer, flink
 *   |  \--- measure ----> drains a backlog, or sends at a pace, and watches the outcomes arrive
 *    \----- report -----> the figures as a table and as JSON
 * </pre>
 *
 * <p>A contender is watched from outside: outcomes as a reader of committed records sees them,
 * processor time and memory as the system counts them, bytes as the broker stores them. All
 * contenders are configured by the same settings, those of {@code docs/configuration.md}. {@code
 * docs/performance.md} says how each figure is measured.
 */
package io.engram.benchmarks;
