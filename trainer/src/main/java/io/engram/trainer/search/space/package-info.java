/**
 * What a search may choose from, declared in a file.
 *
 * <pre>
 * {
 *   "description": "for people",
 *   "base": "light",                                  // a preset's name or a whole configuration
 *   "overrides": {"optimiser.schedule.warmup": 50},   // changed for all trials
 *   "seeds": [1, 2],                                  // one at a time: the mean over them counts
 *   "epochs": 30,                                     // of a full training
 *   "objective": {"metric": "correlation_sum", "goal": "maximise"},
 *   "one-at-a-time": [
 *     {"parameter": "optimiser.rate", "values": [0.001, 0.002]},
 *     {"parameter": "size", "choices": {"small": {"network.width": 16, "network.side": 96}}}
 *   ],
 *   "asha": {
 *     "parameters": [{"parameter": "optimiser.rate", "from": 1e-4, "to": 1e-2, "scale": "log"}],
 *     "seed": 1, "reduction-factor": 3, "min-epochs": 2, "max-trials": 200, "parallelism": 4
 *   }
 * }
 * </pre>
 *
 * <p>{@link io.engram.trainer.search.space.SpaceFile} reads it and reports everything that is wrong
 * with it at once; {@link io.engram.trainer.search.space.Space} is what it says.
 */
package io.engram.trainer.search.space;
