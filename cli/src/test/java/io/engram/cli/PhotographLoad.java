package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A client that submits photographs round after round, each a campaign of its own, as soon as those
 * of the round before are scored. One that fails ends it.
 */
final class PhotographLoad implements AutoCloseable {
  private static final int ROUND = 20;
  private static final long PATIENCE_SECONDS = 120;

  private final LivePlatform platform;
  private final List<Path> photographs;
  private final StopSignal stop = new StopSignal();
  private final Semaphore scored = new Semaphore(0);
  private final CompletableFuture<Integer> images;

  private PhotographLoad(LivePlatform platform, List<Path> photographs) {
    this.platform = platform;
    this.photographs = photographs;
    this.images =
        CompletableFuture.supplyAsync(this::run, task -> new Thread(task, "load").start());
  }

  /** Starts one that begins again with the first photograph after the last. */
  static PhotographLoad start(LivePlatform platform, List<Path> photographs) {
    return new PhotographLoad(platform, photographs);
  }

  private int run() {
    int round = 0;
    while (!stop.isRaised()) {
      List<String> args = new ArrayList<>(List.of("submit", "--wait"));
      args.add("--campaign=" + campaign(round));
      for (int i = round * ROUND; i < (round + 1) * ROUND; i++) {
        args.add(photographs.get(i % photographs.size()).toString());
      }
      platform.ok(args.toArray(String[]::new));
      scored.release();
      round++;
    }
    return round * ROUND;
  }

  /** Later rounds have names that are sorted after those of earlier ones. */
  private static String campaign(int round) {
    return "round %05d".formatted(round);
  }

  /** Blocks until all images of a round have their results that is begun after the call. */
  void awaitRound() throws Exception {
    scored.drainPermits();
    // The first to end may have begun before.
    if (!scored.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      assertThat(images).as("a load that fails").isNotDone();
      throw new AssertionError("no image was scored any more after " + PATIENCE_SECONDS + " s");
    }
  }

  /** Ends it with the round that is under way. Returns how many images it has submitted. */
  int stop() throws Exception {
    stop.raise();
    return images.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    stop();
  }
}
