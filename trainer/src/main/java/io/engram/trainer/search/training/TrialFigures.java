package io.engram.trainer.search.training;

import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.TrialJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The figures of a trial's epochs, kept beside its checkpoint. Not thread-safe. */
final class TrialFigures {
  private final Path file;
  private final List<EpochFigures> epochs = new ArrayList<>();

  /** Reads what there is; a torn last line is dropped. */
  TrialFigures(Path directory) throws IOException {
    file = directory.resolve("figures.jsonl");
    if (Files.exists(file)) {
      String text = Files.readString(file);
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(TrialJson::epoch)
          .forEach(epochs::add);
    }
  }

  /** Figures of all epochs. */
  List<EpochFigures> all() {
    return List.copyOf(epochs);
  }

  /** Figures of the first epochs only. */
  List<EpochFigures> first(int count) {
    return List.copyOf(epochs.subList(0, count));
  }

  int size() {
    return epochs.size();
  }

  void add(EpochFigures epoch) throws IOException {
    epochs.add(epoch);
    Files.writeString(
        file, TrialJson.write(epoch) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Forgets epochs that will be trained again, and what a crash has torn. */
  void keep(int count) throws IOException {
    epochs.subList(count, epochs.size()).clear();
    Files.write(file, epochs.stream().map(TrialJson::write).toList());
  }
}
