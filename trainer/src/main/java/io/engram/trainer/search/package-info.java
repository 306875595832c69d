/**
 * The search for a better training: which choices are worth what.
 *
 * <pre>
 * space file -> SearchStrategy --job--> TrialExecutor (here | Kafka workers)
 *                    ^                        |
 *                    |                      result
 *                 Results  <---- results.jsonl (one fsynced row a result)
 *                                             |
 *                                             +-> table, report.html, trials.csv, choices.csv
 * </pre>
 *
 * <p>The results file is all that a search remembers. Its strategy is a function of the results and
 * everything random follows from the space's seed, so that a search killed at any point goes on
 * with the same command as if it had not been, and at most the epoch under way is trained again.
 *
 * <p>The budget counts time spent on training, over all machines and all resumptions.
 */
package io.engram.trainer.search;
