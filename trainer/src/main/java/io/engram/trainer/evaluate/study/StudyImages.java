package io.engram.trainer.evaluate.study;

import io.engram.trainer.dataset.DatasetDirectory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Which images a study is of.
 *
 * @param dataset that has them
 * @param validation names to measure on
 * @param training names that the model was trained on and the baselines are made from, disjoint
 *     from {@code validation}
 * @param categories kind of scene by name, for those images of which it is known
 * @param seenBefore how many of {@code validation} are in the data set's own training list: a model
 *     that was trained on that list knows them
 */
public record StudyImages(
    DatasetDirectory dataset,
    List<String> validation,
    List<String> training,
    Map<String, String> categories,
    int seenBefore) {

  public StudyImages {
    validation = List.copyOf(validation);
    training = List.copyOf(training);
    categories = Map.copyOf(categories);
  }

  /** The data set's own lists. */
  public static StudyImages of(DatasetDirectory dataset) {
    return new StudyImages(
        dataset, dataset.validation(), dataset.training(), categories(dataset), 0);
  }

  /** Other images to measure on, which are taken out of the training list. */
  public static StudyImages of(DatasetDirectory dataset, List<String> validation) {
    var measured = new HashSet<>(validation);
    var rest = dataset.training().stream().filter(name -> !measured.contains(name)).toList();
    return new StudyImages(
        dataset, validation, rest, categories(dataset), dataset.training().size() - rest.size());
  }

  private static Map<String, String> categories(DatasetDirectory dataset) {
    var categories = new HashMap<String, String>();
    for (var name : dataset.names()) {
      // The published file spells some categories in two ways.
      dataset
          .category(name)
          .ifPresent(category -> categories.put(name, category.replace('_', ' ')));
    }
    return categories;
  }
}
