package io.engram.cli.evaluate;

import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.study.ModelStudy;
import java.util.List;
import java.util.TreeSet;

/**
 * The images of one category.
 *
 * @param name of the category
 * @param model on its images
 * @param meanMap on the same images
 */
record CategoryFigures(String name, Measured model, Measured meanMap) {

  /** Of every category that the measured images have, by name; none where they aren't known. */
  static List<CategoryFigures> of(ModelStudy study) {
    var categories = study.images().categories();
    var names = new TreeSet<String>();
    study
        .model()
        .images()
        .forEach(
            image -> {
              if (categories.containsKey(image.name())) {
                names.add(categories.get(image.name()));
              }
            });
    return names.stream()
        .map(
            name ->
                new CategoryFigures(
                    name,
                    study.model().only(image -> name.equals(categories.get(image))),
                    study.meanMap().only(image -> name.equals(categories.get(image)))))
        .toList();
  }

  Estimate gain(Figure figure, Bootstrap bootstrap) {
    return model.gainOver(meanMap, figure, bootstrap);
  }
}
