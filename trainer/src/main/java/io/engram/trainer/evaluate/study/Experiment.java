package io.engram.trainer.evaluate.study;

import io.engram.trainer.dataset.ScoredImages;
import io.engram.trainer.evaluate.score.HitRates;
import java.util.LinkedHashMap;

/** A memory experiment that image scores are held against. */
public sealed interface Experiment {

  /** What was found of each photograph. */
  HitRates rates();

  /** An experiment with photographs of the data set that the model is measured on. */
  record OfTheDataSet(HitRates rates) implements Experiment {}

  /** An experiment with photographs of its own, of which those to measure on are scored. */
  record OfOtherImages(ScoredImages images) implements Experiment {

    @Override
    public HitRates rates() {
      var rates = new LinkedHashMap<String, Double>();
      images.validation().forEach(name -> rates.put(name, images.score(name).orElseThrow()));
      return new HitRates(rates, 0);
    }
  }
}
