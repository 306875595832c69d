package io.engram.trainer.search.kafka;

import io.engram.schemas.TrialEnding;
import io.engram.schemas.TrialEpoch;
import io.engram.schemas.TrialFinished;
import io.engram.schemas.TrialRequested;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialJson;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialOutcome.Trained;
import io.engram.trainer.search.trial.TrialResult;
import java.time.Instant;
import java.util.List;

/** Jobs and results as events. Reading throws IllegalArgumentException where one makes no sense. */
final class TrialEvents {

  private TrialEvents() {}

  /** Key of all events of a trial. */
  static String key(String search, int trial) {
    return search + "/" + trial;
  }

  static TrialRequested request(String search, TrialJob job, String data, Instant now) {
    return TrialRequested.newBuilder()
        .setSearch(search)
        .setTrial(job.trial().number())
        .setUntilEpoch(job.untilEpoch())
        .setChoices(job.trial().choices())
        .setRecipe(TrialJson.write(job.trial().recipe()))
        .setDataFingerprint(data)
        .setRequestedAt(now)
        .build();
  }

  static TrialJob job(TrialRequested request) {
    var recipe = TrialJson.recipe(request.getRecipe());
    return new Trial(request.getTrial(), request.getChoices(), recipe)
        .until(request.getUntilEpoch());
  }

  static TrialFinished finished(
      TrialRequested request, TrialOutcome outcome, String worker, Instant now) {
    return TrialFinished.newBuilder()
        .setSearch(request.getSearch())
        .setTrial(request.getTrial())
        .setUntilEpoch(request.getUntilEpoch())
        .setChoices(request.getChoices())
        .setRecipe(request.getRecipe())
        .setOutcome(ending(outcome))
        .setDetail(detail(outcome))
        .setEpochs(outcome.epochs().stream().map(TrialEvents::epoch).toList())
        .setLostSeconds(outcome instanceof Diverged diverged ? diverged.lostSeconds() : 0)
        .setWorker(worker)
        .setFinishedAt(now)
        .build();
  }

  private static TrialEnding ending(TrialOutcome outcome) {
    if (outcome instanceof Diverged) {
      return TrialEnding.DIVERGED;
    }
    return outcome instanceof Refused ? TrialEnding.REFUSED : TrialEnding.TRAINED;
  }

  private static String detail(TrialOutcome outcome) {
    if (outcome instanceof Diverged diverged) {
      return diverged.detail();
    }
    return outcome instanceof Refused refused ? refused.detail() : null;
  }

  private static TrialEpoch epoch(EpochFigures figures) {
    return TrialEpoch.newBuilder()
        .setEpoch(figures.epoch())
        .setSeconds(figures.seconds())
        .setLoss(figures.loss())
        .setMetrics(figures.metrics())
        .build();
  }

  static TrialResult result(TrialFinished event) {
    var recipe = TrialJson.recipe(event.getRecipe());
    var trial = new Trial(event.getTrial(), event.getChoices(), recipe);
    return new TrialResult(trial.until(event.getUntilEpoch()), outcome(event), event.getWorker());
  }

  private static TrialOutcome outcome(TrialFinished event) {
    List<EpochFigures> epochs =
        event.getEpochs().stream()
            .map(
                epoch ->
                    new EpochFigures(
                        epoch.getEpoch(), epoch.getSeconds(), epoch.getLoss(), epoch.getMetrics()))
            .toList();
    return switch (event.getOutcome()) {
      case TRAINED -> new Trained(epochs);
      case DIVERGED -> new Diverged(epochs, event.getLostSeconds(), event.getDetail());
      case REFUSED -> new Refused(event.getDetail());
      // Of a newer version. It counts as a failure: no second result will come.
      case UNKNOWN ->
          new Refused(
              "worker %s gave an outcome that this version does not know (%s)"
                  .formatted(event.getWorker(), event.getDetail()));
    };
  }
}
