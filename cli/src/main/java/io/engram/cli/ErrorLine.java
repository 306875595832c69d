package io.engram.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Says in one line what went wrong. Engram's own exceptions already name the input, the reason and
 * the remedy, so the outermost of them speaks; for others, the first and the last of the chain.
 */
final class ErrorLine {
  private static final String OURS = "io.engram.";

  private ErrorLine() {}

  static String of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    for (Throwable link : chain) {
      if (isOurs(link)) {
        return oneLine(link.getMessage());
      }
    }
    Throwable first = chain.get(0);
    Throwable last = chain.get(chain.size() - 1);
    String line = describe(first);
    if (last != first && last.getMessage() != null && !line.contains(last.getMessage())) {
      line += ": " + describe(last);
    }
    return oneLine(line);
  }

  /** Whether Engram's own words explain the failure, so that nobody needs a log. */
  static boolean isExpected(Throwable failure) {
    return chain(failure).stream().anyMatch(ErrorLine::isOurs);
  }

  private static boolean isOurs(Throwable link) {
    return link.getClass().getName().startsWith(OURS) && link.getMessage() != null;
  }

  private static List<Throwable> chain(Throwable failure) {
    var chain = new ArrayList<Throwable>();
    for (Throwable link = failure; link != null && !chain.contains(link); link = link.getCause()) {
      chain.add(link);
    }
    while (chain.size() > 1 && isWrapper(chain.get(0))) {
      chain.remove(0);
    }
    return chain;
  }

  private static boolean isWrapper(Throwable link) {
    return link instanceof ExecutionException || link instanceof CompletionException;
  }

  private static String describe(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
  }

  /** Several lines as one. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
