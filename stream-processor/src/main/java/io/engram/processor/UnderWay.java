package io.engram.processor;

import io.engram.processor.commit.Windows;
import io.engram.processor.lane.Lane;
import io.engram.processor.metrics.InFlight;
import io.engram.processor.pipeline.ScoringPipeline;
import java.time.Duration;

/** What the pipeline and the windows before it have under way. */
record UnderWay(ScoringPipeline pipeline, Windows windows) implements InFlight {
  @Override
  public int images(Lane lane) {
    return pipeline.admitted(lane);
  }

  @Override
  public Duration oldest() {
    return pipeline.oldest();
  }

  @Override
  public int waitingForReader() {
    return pipeline.waitingForReader();
  }

  @Override
  public int waitingForBatch() {
    return pipeline.waitingForBatch();
  }

  @Override
  public int fullWindows() {
    return windows.full();
  }
}
