package io.engram.trainer.dataset.check;

import io.engram.trainer.dataset.DatasetOptions;
import io.engram.trainer.dataset.HashSplit;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Inventory;
import io.engram.trainer.dataset.Layout;
import io.engram.trainer.dataset.NameList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which images would be trained and measured on, whatever is wrong with the lists.
 *
 * @param training names that have a photograph, each once
 * @param validation the same, without those of {@code training}
 */
record SplitCheck(List<String> training, List<String> validation) {

  static SplitCheck of(Inventory inventory, DatasetOptions options, Findings findings) {
    var split =
        inventory.lists().isEmpty()
            ? hashed(inventory, options, findings)
            : listed(inventory, findings);
    if (split.training.isEmpty()) {
      findings.add(FindingKind.EMPTY_PART, "images to train on");
    }
    if (split.validation.isEmpty()) {
      findings.add(FindingKind.EMPTY_PART, "images to measure on");
    }
    return split;
  }

  private static SplitCheck hashed(Inventory inventory, DatasetOptions options, Findings findings) {
    var paired = new ArrayList<>(inventory.photographs().keySet());
    paired.retainAll(inventory.maps().keySet());
    var alone = new ArrayList<>(inventory.photographs().keySet());
    alone.removeAll(inventory.maps().keySet());
    findings.addAll(withoutMap(inventory), alone);
    var split = HashSplit.of(paired, options.validationShare());
    return new SplitCheck(split.training(), split.validation());
  }

  private static SplitCheck listed(Inventory inventory, Findings findings) {
    var training = names(inventory, inventory.lists().get(0), findings);
    var validation = names(inventory, inventory.lists().get(1), findings);
    for (var name : validation) {
      if (training.contains(name)) {
        findings.add(FindingKind.IN_BOTH_LISTS, name);
      }
    }
    validation.removeAll(training);
    if (inventory.layout().hasMaps()) {
      for (var name : inventory.maps().keySet()) {
        if (!training.contains(name) && !validation.contains(name)) {
          findings.add(FindingKind.NOT_LISTED, name);
        }
      }
    }
    return new SplitCheck(
        complete(inventory, training, findings), complete(inventory, validation, findings));
  }

  /** The names on a list, each once. */
  private static Set<String> names(Inventory inventory, Path list, Findings findings) {
    var names = new LinkedHashSet<String>();
    try {
      var repeated = new LinkedHashSet<String>();
      for (var name : NameList.read(list).names()) {
        if (!names.add(name)) {
          repeated.add(name);
        }
      }
      findings.addAll(FindingKind.LISTED_TWICE, List.copyOf(repeated));
    } catch (InvalidDatasetException e) {
      findings.add(FindingKind.UNUSABLE_LIST, inventory.label(list) + " (" + e.getMessage() + ")");
    }
    return names;
  }

  /** Those that can be looked at; the others are findings. */
  private static List<String> complete(Inventory inventory, Set<String> names, Findings findings) {
    var complete = new ArrayList<String>();
    for (var name : names) {
      if (!inventory.photographs().containsKey(name)) {
        findings.add(FindingKind.MISSING_PHOTOGRAPH, name);
      } else if (inventory.layout().hasMaps() && !inventory.maps().containsKey(name)) {
        findings.add(withoutMap(inventory), name);
      } else {
        complete.add(name);
      }
    }
    return complete;
  }

  private static FindingKind withoutMap(Inventory inventory) {
    return inventory.layout() == Layout.SEPARATE_MAPS
        ? FindingKind.WITHOUT_MAP
        : FindingKind.MISSING_MAP;
  }
}
