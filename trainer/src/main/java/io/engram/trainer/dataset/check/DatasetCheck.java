package io.engram.trainer.dataset.check;

import io.engram.trainer.dataset.Dataset;
import io.engram.trainer.dataset.DatasetOptions;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Reads a whole data set and tells all that is wrong with it, where opening it would stop at the
 * first fault. Memory grows by some hundred bytes an image.
 */
public final class DatasetCheck {

  /** Number of different bits, of 64, up to which two photographs usually count as alike. */
  public static final int ALIKE = 8;

  private static final int LEAST_ALIKE = 32;

  /** Hears how far a check is, on the checking thread. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @return whether to go on; otherwise the check ends with a {@link CancellationException}
     */
    boolean checked(int images, int of);
  }

  private final ExecutorService workers;
  private final int alike;

  /**
   * Decodes on {@code workers}, which stay the caller's.
   *
   * @param alike number of different bits of their 64-bit perceptual hashes up to which two
   *     photographs count as alike, 0..32; see {@link #ALIKE}
   */
  public DatasetCheck(ExecutorService workers, int alike) {
    if (alike < 0 || alike > LEAST_ALIKE) {
      throw new IllegalArgumentException("alike must be in 0..32, was " + alike);
    }
    this.workers = workers;
    this.alike = alike;
  }

  /**
   * Checks a data set. Blocks until every file was read.
   *
   * @param root a folder or a zip file
   * @throws InvalidDatasetException if no known layout is recognised: then there is nothing to
   *     check
   * @throws CancellationException if {@code progress} asked to stop
   */
  public CheckReport check(Path root, DatasetOptions options, Progress progress)
      throws InvalidDatasetException, InterruptedException {
    var inventory = Inventory.of(root, options.maps());
    var findings = new Findings();
    findings.addAll(
        FindingKind.STRAY_MAP, inventory.strayMaps().stream().map(inventory::label).toList());
    var split = SplitCheck.of(inventory, options, findings);
    var names = Stream.concat(split.training().stream(), split.validation().stream()).toList();
    var facts = inspect(inventory, names, progress);
    new ContentCheck(findings)
        .check(
            facts.subList(0, split.training().size()),
            facts.subList(split.training().size(), facts.size()),
            alike);
    requireOpens(root, options, findings);
    if (!inventory.layout().hasMaps()) {
      findings.count(FindingKind.NO_MAPS, names.size());
    }
    return new CheckReport(
        inventory.layout(), split.training().size(), split.validation().size(), findings.all());
  }

  private List<ImageFacts> inspect(Inventory inventory, List<String> names, Progress progress)
      throws InterruptedException {
    var pending = new ArrayList<Future<ImageFacts>>();
    for (var name : names) {
      var photograph = inventory.photographs().get(name);
      var map = Optional.ofNullable(inventory.maps().get(name));
      pending.add(workers.submit(() -> ImageFacts.of(name, photograph, map)));
    }
    var facts = new ArrayList<ImageFacts>();
    try {
      for (var each : pending) {
        facts.add(each.get());
        if (!progress.checked(facts.size(), names.size())) {
          throw new CancellationException("the check was stopped");
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pending.forEach(each -> each.cancel(false));
    }
    return facts;
  }

  /** Whatever else opening finds must not pass for sound. */
  private static void requireOpens(Path root, DatasetOptions options, Findings findings) {
    try {
      Dataset.open(root, options);
    } catch (InvalidDatasetException e) {
      if (findings.all().stream().noneMatch(f -> f.kind().severity() == Severity.ERROR)) {
        findings.add(FindingKind.REFUSED, e.getMessage());
      }
    }
  }
}
