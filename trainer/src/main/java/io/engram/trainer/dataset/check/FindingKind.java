package io.engram.trainer.dataset.check;

import static io.engram.trainer.dataset.check.Severity.ERROR;
import static io.engram.trainer.dataset.check.Severity.NOTE;
import static io.engram.trainer.dataset.check.Severity.WARNING;

/** What can be found in a data set, most serious first. */
public enum FindingKind {
  UNUSABLE_LIST(ERROR, "lists that cannot be used", "training would be refused"),
  MISSING_PHOTOGRAPH(
      ERROR,
      "listed names without a photograph",
      "training would be refused; add the photographs or take the names off the lists"),
  MISSING_MAP(
      ERROR,
      "photographs without a map",
      "training would be refused; add the maps or take the names off the lists"),
  LISTED_TWICE(ERROR, "names listed twice in one list", "training would be refused"),
  IN_BOTH_LISTS(
      ERROR,
      "names in both lists",
      "training would be refused: images it had learned would be measured on"),
  EMPTY_PART(ERROR, "parts of the split without any image", "training would be refused"),
  UNREADABLE(
      ERROR, "files that cannot be decoded", "training would stop there; replace or unlist them"),
  OTHER_PROPORTIONS(
      ERROR,
      "maps whose proportions are not their photograph's",
      "training would stop there: the map would lie beside what it marks"),
  REFUSED(ERROR, "faults that opening the data set finds", "training would be refused"),
  NO_MAPS(
      ERROR,
      "images with a score and no map",
      "they cannot be trained on; a model can be held against them: engram evaluate --scores"),
  SAME_IMAGE_IN_BOTH(
      ERROR,
      "images to measure on that are byte for byte among those to train on",
      "validation figures would be too good; take them out of one part"),
  ALIKE_IN_BOTH(
      WARNING,
      "images to measure on that look like one to train on",
      "validation figures may be a little too good; look at them, and keep real pairs in one part"),
  SAME_IMAGE_AGAIN(
      WARNING,
      "images that another of the same part equals byte for byte",
      "they count twice; one of each is enough"),
  BLANK_MAP(WARNING, "maps with neither true nor false schema", "nothing is learned from them"),
  COLOURED_MAP(
      WARNING,
      "maps with blue in them",
      "they may not be memory schema maps, whose blue is empty; blue is not learned"),
  FEW_TO_MEASURE_ON(
      WARNING,
      "images to measure on",
      "validation figures will be rough: with 160 the standard error of a correlation is about"
          + " 0.02, with a quarter as many twice that"),
  STRAY_MAP(WARNING, "maps of no photograph", "they are not used"),
  NOT_LISTED(NOTE, "photographs with maps that are on no list", "they are not used"),
  WITHOUT_MAP(NOTE, "photographs without a map in the folder of maps", "they are not used"),
  BLANK_FALSE_SCHEMA(
      NOTE,
      "maps without false schema",
      "correlation is undefined there, so they are left out of that channel's mean"),
  BLANK_TRUE_SCHEMA(
      NOTE,
      "maps with false schema only",
      "correlation is undefined there, so they are left out of that channel's mean"),
  GREY_MAP(NOTE, "maps without colour", "they are taken for true schema; there is no false schema"),
  OTHER_SIZE(
      NOTE,
      "maps of another size than their photograph, in the same proportions",
      "harmless: both are resized"),
  STRETCHED(
      NOTE,
      "photographs that are not square",
      "they are stretched to a square, and their maps alike");

  private final Severity severity;
  private final String what;
  private final String meaning;

  FindingKind(Severity severity, String what, String meaning) {
    this.severity = severity;
    this.what = what;
    this.meaning = meaning;
  }

  public Severity severity() {
    return severity;
  }

  /** What is counted, as a plural. */
  public String what() {
    return what;
  }

  /** What it means for training, and perhaps what to do. */
  public String meaning() {
    return meaning;
  }
}
