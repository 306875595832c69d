package io.engram.trainer.search;

import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import io.engram.trainer.search.trial.TrialTrainer;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Trains in this process, one job at a time: one training uses all cores already. */
public final class LocalTrials implements TrialExecutor {

  private static final String HERE = "here";

  private final TrialTrainer trainer;
  private final TrialDirectories directories;
  private final BiConsumer<TrialJob, EpochFigures> epochEnded;
  private TrialJob job;

  /**
   * @param epochEnded hears of each epoch
   */
  public LocalTrials(
      TrialTrainer trainer,
      TrialDirectories directories,
      BiConsumer<TrialJob, EpochFigures> epochEnded) {
    this.trainer = trainer;
    this.directories = directories;
    this.epochEnded = epochEnded;
  }

  @Override
  public int capacity() {
    return 1;
  }

  @Override
  public void submit(TrialJob next) {
    if (job != null) {
      throw new IllegalStateException("a job is under way");
    }
    job = next;
  }

  @Override
  public TrialResult take(BooleanSupplier stopRequested)
      throws TrialStoppedException, IOException, InterruptedException {
    TrialJob current = job;
    TrialOutcome outcome =
        trainer.train(
            current,
            directories.of(current.trial().number()),
            epoch -> epochEnded.accept(current, epoch),
            stopRequested);
    job = null;
    return new TrialResult(current, outcome, HERE);
  }

  @Override
  public void recorded(TrialResult result) throws IOException {
    directories.discardIfOver(result);
  }

  @Override
  public void completed() throws IOException {
    TrialDirectories.delete(directories.root());
  }
}
