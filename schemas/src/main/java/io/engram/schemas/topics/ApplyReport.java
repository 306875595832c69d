package io.engram.schemas.topics;

import java.util.List;
import java.util.stream.Collectors;

/** What {@link TopicsApplier} found and did, one line for each topic and subject. */
public record ApplyReport(List<Line> lines) {
  public ApplyReport {
    lines = List.copyOf(lines);
  }

  /** Lines that ask for a decision: something is not as it should be and was left so. */
  public List<Line> differences() {
    return lines.stream().filter(line -> line.outcome() == Outcome.DIFFERS).toList();
  }

  @Override
  public String toString() {
    return lines.stream().map(Line::toString).collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * @param name of the topic or the registry's subject
   * @param detail what it has, what changed, or what differs and the remedy
   */
  public record Line(String name, Outcome outcome, String detail) {
    @Override
    public String toString() {
      return "%-8s %s: %s".formatted(outcome.label, name, detail);
    }
  }

  /** What became of a topic or subject. */
  public enum Outcome {
    CREATED("created"),
    PRESENT("present"),
    /** Brought to what it should be; nothing could be lost by that. */
    CHANGED("changed"),
    /** Not as it should be, but left as it is, since a change could lose data or break order. */
    DIFFERS("differs");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }
  }
}
