package io.engram.trainer.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Photographs with a memorability score each and no maps, laid out as LaMem is (Khosla et al.,
 * "Understanding and Predicting Image Memorability at a Large Scale", 2015). The first of its five
 * splits is used.
 */
public final class ScoredImages extends Dataset {

  private final Map<String, Double> scores;

  private ScoredImages(
      Inventory inventory,
      List<String> training,
      List<String> validation,
      Map<String, Double> scores) {
    super(inventory, training, validation);
    this.scores = Map.copyOf(scores);
  }

  static ScoredImages of(Inventory inventory) throws InvalidDatasetException {
    var scores = new HashMap<String, Double>();
    var lists = new ArrayList<List<String>>();
    for (var file : inventory.lists()) {
      var list = NameList.read(file);
      for (var row : list.rows()) {
        scores.put(row.get(0), score(file, row));
      }
      lists.add(list.names());
    }
    var both = Stream.concat(lists.get(0).stream(), lists.get(1).stream()).toList();
    inventory.requireOnce(both);
    inventory.requirePhotographs(both);
    return new ScoredImages(inventory, lists.get(0), lists.get(1), scores);
  }

  private static double score(Path file, List<String> row) throws InvalidDatasetException {
    double score;
    try {
      score = row.size() < 2 ? Double.NaN : Double.parseDouble(row.get(1));
    } catch (NumberFormatException e) {
      score = Double.NaN;
    }
    if (!(score >= 0 && score <= 1)) {
      throw new InvalidDatasetException(
          file,
          row.get(0) + " has no score between 0 and 1",
          "put a name, a space and a score on each line");
    }
    return score;
  }

  /** How many of the people who saw this image again knew it, in [0,1], where it is known. */
  public OptionalDouble score(String name) {
    var score = scores.get(name);
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  @Override
  public boolean has(String name) {
    return inventory().photographs().containsKey(name);
  }

  @Override
  void addMap(String name, SortedMap<String, Path> files) {}
}
