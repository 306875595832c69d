package io.engram.trainer.dataset.check;

import java.util.List;

/**
 * One kind of fault or fact.
 *
 * @param count how often it occurs
 * @param where the names or files, with a detail in brackets where there is one; may be empty where
 *     a count says all
 */
public record Finding(FindingKind kind, int count, List<String> where) {

  public Finding {
    where = List.copyOf(where);
  }
}
