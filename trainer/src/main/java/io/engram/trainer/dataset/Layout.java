package io.engram.trainer.dataset;

/**
 * How a data set's files lie in its folder. Folders are known by their names, in any case: one with
 * {@code vms} or {@code map} in it holds maps, one with {@code image}, {@code photo} or {@code
 * scene} holds photographs. A map belongs to the photograph of the same file name, or else of the
 * same name with another ending, or else with {@code _vms}, {@code _map}, {@code _heatmap} or
 * {@code _schema} before the ending.
 *
 * <p>VISCHEMA (University of York, 800 photographs of eight categories) is distributed as zip
 * archives whose inner order is not documented anywhere that we could find. Two are plausible, and
 * both are read, zipped or unpacked: all photographs and maps in {@link #TWO_FOLDERS}, perhaps with
 * a sub-folder for each category in both, and {@link #CATEGORY_FOLDERS}. Neither was tried on the
 * original archives.
 */
public enum Layout {
  /**
   * VISCHEMA PLUS: {@code images/NAME}, {@code vms/NAME}, and the lists {@code viscplus_train.csv}
   * and {@code viscplus_val.csv}; {@code categories.csv} ({@code file,category}) may be there.
   */
  VISCHEMA_PLUS("VISCHEMA PLUS: images/, vms/, viscplus_train.csv, viscplus_val.csv"),
  /**
   * A folder of photographs beside one of maps, with or without lists {@code train} and {@code val}
   * ({@code .csv} or {@code .txt}). Sub-folders, if any, are categories.
   */
  TWO_FOLDERS("a folder of photographs beside a folder of maps"),
  /** A folder for each category, and in each of them photographs and maps, apart or together. */
  CATEGORY_FOLDERS("a folder for each category, with photographs and maps in it"),
  /** Photographs and maps together: {@code NAME.jpg} and {@code NAME_vms.png}. */
  SUFFIXED_FILES("maps beside their photographs, named NAME_vms"),
  /** Photographs of which only some have a map, which is in a folder of its own elsewhere. */
  SEPARATE_MAPS("photographs, with the maps in another folder"),
  /**
   * LaMem: {@code images/NAME} and {@code splits/train_1.txt}, {@code splits/val_1.txt} with a name
   * and a score on each line. Image scores, no maps.
   */
  LAMEM("LaMem: images/ and splits/ with a score for each image");

  private final String description;

  Layout(String description) {
    this.description = description;
  }

  /** Whether its photographs have maps. */
  public boolean hasMaps() {
    return this != LAMEM;
  }

  @Override
  public String toString() {
    return description;
  }
}
