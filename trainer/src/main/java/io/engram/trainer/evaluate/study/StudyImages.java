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
 * @param training names that the baselines are made from, disjoint from {@code validation}
 * @param trainedOn whether this very data set is what the model was trained on, so that it knows
 *     the images of the training list and no others; otherwise nothing is known of what it has seen
 * @param categories kind of scene by name, for those images of which it is known
 * @param seenBefore how many of {@code validation} are in the data set's own training list: a model
 *     that was trained on that list knows them
 */
public record StudyImages(
    DatasetDirectory dataset,
    List<String> validation,
    List<String> training,
    boolean trainedOn,
    Map<String, String> categories,
    int seenBefore) {

  public StudyImages {
    validation = List.copyOf(validation);
    training = List.copyOf(training);
    categories = Map.copyOf(categories);
  }

  /** The data set's own lists. */
  public static StudyImages of(DatasetDirectory dataset, boolean trainedOn) {
    return of(dataset, trainedOn, dataset.validation());
  }

  /** Other images to measure on, which are taken out of the training list. */
  public static StudyImages of(
      DatasetDirectory dataset, boolean trainedOn, List<String> validation) {
    var measured = new HashSet<>(validation);
    var rest = dataset.training().stream().filter(name -> !measured.contains(name)).toList();
    return new StudyImages(
        dataset,
        validation,
        rest,
        trainedOn,
        categories(dataset),
        dataset.training().size() - rest.size());
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
