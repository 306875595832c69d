package io.engram.model.bundle;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that somebody most likely meant: the one of least edit distance. */
public final class NearestName {
  private NearestName() {}

  /** The nearest of {@code names}, which must not be empty; the first in order among equals. */
  public static String to(String given, Collection<String> names) {
    return names.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance(given, name)))
        .orElseThrow();
  }

  /** Levenshtein distance, row by row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
