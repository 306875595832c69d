package io.engram.benchmarks.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Plans as the lines of a Markdown table. */
public final class ScaleTable {
  private static final String HEADER =
      "| images/s | cores | GPUs | processors | partitions | brokers | Mbit/s in / between / out | disk TB |"
          + " $ per million | latency ms |";
  private static final String RULE = "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";

  private ScaleTable() {}

  /** A line for each rate, below a header. */
  public static List<String> lines(List<Double> rates, DoubleFunction<Plan> planner) {
    List<String> lines = new ArrayList<>(List.of(HEADER, RULE));
    rates.forEach(rate -> lines.add(line(planner.apply(rate))));
    return lines;
  }

  private static String line(Plan plan) {
    return String.format(
        Locale.ROOT,
        "| %,.0f | %,d | %,d | %,d | %,d | %,d | %,.0f / %,.0f / %,.0f | %,.1f | %,.2f | %.0f |",
        plan.rate(),
        plan.cores(),
        plan.gpus(),
        plan.processors(),
        plan.partitions(),
        plan.brokers(),
        plan.inMegabits(),
        plan.replicaMegabits(),
        plan.outMegabits(),
        plan.diskTerabytes(),
        plan.dollarsPerMillion(),
        plan.latencyMillis());
  }
}
