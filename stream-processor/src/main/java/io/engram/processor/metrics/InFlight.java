package io.engram.processor.metrics;

import io.engram.processor.lane.Lane;
import java.time.Duration;

/** What a processor has under way at this moment. Thread-safe. */
public interface InFlight {
  /** Of a processor that has nothing to do. */
  InFlight NOTHING =
      new InFlight() {
        @Override
        public int images(Lane lane) {
          return 0;
        }

        @Override
        public Duration oldest() {
          return Duration.ZERO;
        }

        @Override
        public int waitingForReader() {
          return 0;
        }

        @Override
        public int waitingForBatch() {
          return 0;
        }

        @Override
        public int fullWindows() {
          return 0;
        }
      };

  /** Images that were admitted and have no outcome yet. */
  int images(Lane lane);

  /** How long the oldest of them has been under way; zero where there is none. */
  Duration oldest();

  /** Images of them that wait to be read or decoded. */
  int waitingForReader();

  /** Images of them that wait for a batch. */
  int waitingForBatch();

  /** Partitions that are not read on, because their windows are full. */
  int fullWindows();
}
