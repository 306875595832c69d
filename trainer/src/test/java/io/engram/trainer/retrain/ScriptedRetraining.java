package io.engram.trainer.retrain;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.releases.Releases;
import io.engram.trainer.run.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Trains nothing: it waits for the test to say how it ends. */
final class ScriptedRetraining implements Retraining {
  /** How one ends. */
  @FunctionalInterface
  interface Ending {
    Verdict of(DatasetUpdated update, Listener listener, BooleanSupplier stopRequested)
        throws IOException, TrainingStoppedException;
  }

  private final List<DatasetUpdated> begun = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();

  void endWith(Ending ending) {
    endings.add(ending);
  }

  /** What it was run on. */
  List<DatasetUpdated> begun() {
    return begun;
  }

  @Override
  public Verdict run(
      DatasetUpdated update,
      Supplier<Releases> decisions,
      Function<DatasetUpdated, Listener> listeners,
      BooleanSupplier stopRequested)
      throws IOException, TrainingStoppedException, InterruptedException {
    begun.add(update);
    Ending ending = endings.poll();
    while (ending == null) {
      if (stopRequested.getAsBoolean()) {
        throw new TrainingStoppedException(Path.of("nowhere"));
      }
      ending = endings.poll(1, TimeUnit.MILLISECONDS);
    }
    return ending.of(update, listeners.apply(update), stopRequested);
  }
}
