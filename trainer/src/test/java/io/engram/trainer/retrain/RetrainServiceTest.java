package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrainingStage;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.retrain.ScriptedRetraining.Ending;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainingListener.EpochEnded;
import io.engram.trainer.run.TrainingListener.Started;
import io.engram.trainer.run.TrainingStoppedException;
import io.engram.trainer.strategy.Losses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RetrainServiceTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final String C = "c".repeat(64);

  @TempDir private Path work;
  private ServedRetraining service;

  @BeforeEach
  void open() {
    service = new ServedRetraining(work);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void shouldMergeUpdatesThatComeDuringATraining() throws Exception {
    service.atPoll(() -> service.update("squares", A));
    service.atPoll(
        () -> {
          service.update("squares", B);
          service.update("circles", A);
          service.update("squares", C);
          for (int i = 0; i < 3; i++) {
            service.retraining.endWith(promotedOverTheChampion());
          }
        });

    service.serveUntilCommits(3);

    assertThat(service.retraining.begun())
        .containsExactly(
            Updates.of("squares", A), Updates.of("squares", C), Updates.of("circles", A));
    assertThat(service.reported(TrainingStage.SUPERSEDED))
        .singleElement()
        .satisfies(
            old -> {
              assertThat(old.getDataFingerprint()).isEqualTo(B);
              assertThat(old.getDetail()).contains(C);
            });
    assertThat(service.reported(TrainingStage.PROMOTED)).hasSize(3);
    assertThat(service.committed()).as("to the first that waits").containsExactly(1L, 2L, 4L);
    assertThat(service.metrics.waiting()).containsExactly(0, 3, 1, 0);
  }

  @Test
  void shouldNotDecideOnATrainingWhosePartitionWasTakenAway() throws Exception {
    var ending = new Semaphore(0);
    var revoked = new Semaphore(0);
    var abandoned = new AtomicBoolean();
    service.atPoll(() -> service.update("squares", A));
    service.atPoll(
        () -> {
          service.retraining.endWith(
              (update, listener, stop) -> {
                ending.release();
                revoked.acquireUninterruptibly();
                abandoned.set(stop.getAsBoolean());
                return promoted(update, "abandoned");
              });
          // One that is asked to stop before it ends would leave this ending to the next.
          ending.acquireUninterruptibly();
          service.revoke();
          revoked.release();
        });
    service.atPoll(
        () -> {
          service.assign();
          service.update("squares", A);
          service.retraining.endWith((update, listener, stop) -> promoted(update, "begun anew"));
        });

    service.serveUntilCommits(1);

    assertThat(abandoned).isTrue();
    assertThat(service.retraining.begun()).hasSize(2);
    assertThat(service.decided())
        .extracting(record -> record.value().getExplanation())
        .containsOnly("begun anew");
    assertThat(service.reported(TrainingStage.PROMOTED)).hasSize(1);
  }

  @Test
  void shouldCommitAfterTheNextPollWhatCouldNotBeWhileTheGroupWasRearranged() throws Exception {
    service.atPoll(() -> service.update("squares", A));
    service.retraining.endWith(promotedOverTheChampion());
    service.refuseOneCommit();

    service.serveUntilCommits(1);

    assertThat(service.retraining.begun()).hasSize(1);
    assertThat(service.decided())
        .extracting(ProducerRecord::key)
        .containsExactly("light/" + service.config.version(A), "light");
    assertThat(service.committed()).containsExactly(1L);
    assertThat(service.reported(TrainingStage.PROMOTED)).hasSize(1);
  }

  @Test
  void shouldCompareAgainIfSomebodyPromotedAnotherModelMeanwhile() throws Exception {
    ModelRelease other = Updates.release("light", "2", ReleaseDecision.PROMOTED);
    service.atPoll(() -> service.update("squares", A));
    service.retraining.endWith(
        (update, listener, stop) -> {
          service.promotedByHand = Optional.of(other);
          return promoted(update, "compared with none");
        });
    service.retraining.endWith(promotedOverTheChampion());

    service.serveUntilCommits(1);

    DatasetUpdated update = Updates.of("squares", A);
    assertThat(service.retraining.begun()).containsExactly(update, update);
    assertThat(service.decided())
        .extracting(record -> record.value().getExplanation())
        .containsOnly("because");
  }

  @Test
  void shouldPassOverWhatIsNoUpdate() throws Exception {
    service.atPoll(
        () -> {
          service.add(null);
          service.add(new byte[] {0, 1, 2});
          service.update("squares", "unknown");
          service.update("squares", B);
        });
    service.retraining.endWith(promotedOverTheChampion());

    service.serveUntilCommits(1);

    assertThat(service.retraining.begun()).containsExactly(Updates.of("squares", B));
    assertThat(service.committed()).containsExactly(4L);
  }

  @Test
  void shouldRefuseWhatATrainingBreaksDownOnAndGoOn() throws Exception {
    service.atPoll(
        () -> {
          service.update("squares", A);
          service.update("circles", B);
        });
    service.retraining.endWith(
        (update, listener, stop) -> {
          throw new IllegalStateException("no such shape");
        });
    service.retraining.endWith(promotedOverTheChampion());

    service.serveUntilCommits(2);

    assertThat(service.reported(TrainingStage.REFUSED))
        .singleElement()
        .satisfies(refused -> assertThat(refused.getDetail()).contains("no such shape"));
    assertThat(service.metrics.told()).startsWith("refused");
    assertThat(service.reported(TrainingStage.PROMOTED)).hasSize(1);
    assertThat(service.committed()).containsExactly(1L, 2L);
  }

  @Test
  void shouldEndWithTheNameOfTheDataWhereItsFolderFails() {
    shouldEndWithTheNameOfTheData(
        (update, listener, stop) -> {
          throw new IOException("it is away");
        });
  }

  @Test
  void shouldNotBlameTheDataForABrokerThatIsAway() {
    shouldEndWithTheNameOfTheData(
        (update, listener, stop) -> {
          throw new KafkaException("it is away");
        });
  }

  private void shouldEndWithTheNameOfTheData(Ending ending) {
    service.atPoll(() -> service.update("squares", A));
    service.retraining.endWith(ending);

    assertThatThrownBy(() -> service.serveUntil(() -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("squares", "it is away", "stays for the next start");

    assertThat(service.committed()).isEmpty();
    assertThat(service.reported(TrainingStage.REFUSED)).isEmpty();
  }

  @Test
  void shouldStopTheTrainingBeforeItStops() throws Exception {
    var stopped = new AtomicBoolean();
    service.atPoll(() -> service.update("squares", A));
    service.retraining.endWith(
        (update, listener, stop) -> {
          while (!stop.getAsBoolean()) {
            Thread.onSpinWait();
          }
          stopped.set(true);
          throw new TrainingStoppedException(work);
        });

    service.serveUntil(() -> !service.retraining.begun().isEmpty());

    assertThat(stopped).isTrue();
    assertThat(service.committed()).isEmpty();
  }

  @Test
  void shouldCountHowFarATrainingIsAndHowItEnds() throws Exception {
    var half = new Evaluation(4, 0.1, 0.4, 0.3, 0.5, 0, 0);
    var losses = new Losses(1, Optional.empty());
    service.atPoll(() -> service.update("squares", A));
    service.retraining.endWith(
        (update, listener, stop) -> {
          listener.started(new Started(Presets.light(), 1, 1, 1, 0, half));
          listener.epochEnded(new EpochEnded(1, losses, half, Optional.empty(), Duration.ZERO));
          service.now = Instant.EPOCH.plusSeconds(90);
          return promoted(update, "because");
        });

    service.serveUntilCommits(1);

    assertThat(service.metrics.told())
        .containsExactly("started", "epoch 1 of 30: 0.5", "PROMOTED by 0.25 in PT1M30S");
    assertThat(service.reported(TrainingStage.TRAINING))
        .singleElement()
        .satisfies(epoch -> assertThat(epoch.getMetrics()).containsEntry("correlation.sum", 0.5));
  }

  @Test
  void shouldDeleteTheFoldersOfWhatWasDecidedOnOrSuperseded() throws Exception {
    for (String data : List.of(A, B, C)) {
      Files.createDirectories(work.resolve(service.config.version(data)).resolve("run"));
    }
    service.atPoll(
        () -> {
          service.update("squares", A);
          service.update("squares", B);
        });
    service.retraining.endWith(promotedOverTheChampion());

    service.serveUntilCommits(1);

    assertThat(work.resolve(service.config.version(A))).doesNotExist();
    assertThat(work.resolve(service.config.version(B))).doesNotExist();
    assertThat(work.resolve(service.config.version(C))).exists();
  }

  private Ending promotedOverTheChampion() {
    return (update, listener, stop) ->
        new Verdict.Decided(
            update, promotion(update, "because"), service.decisions().serving("light"));
  }

  private Verdict promoted(DatasetUpdated update, String why) {
    return new Verdict.Decided(update, promotion(update, why), Optional.empty());
  }

  private ModelRelease promotion(DatasetUpdated update, String why) {
    String version = service.config.version(update.getFingerprint());
    return Updates.release("light", version, ReleaseDecision.PROMOTED, why);
  }
}
