package io.engram.benchmarks.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What is planned, as the lines of Markdown tables. */
public final class ScaleTable {
  private static final String PLANS =
      "| images/s | cores | GPUs | processors | partitions | brokers | Mbit/s in / between / out | disk TB |"
          + " $ per million | latency ms |";
  private static final String PLANS_RULE = "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";
  private static final String BROKERS = "| brokers | images/s | by writes / reads / disks alone |";
  private static final String BROKERS_RULE = "|--:|--:|--:|";

  private ScaleTable() {}

  /** A line for each rate, below a header. */
  public static List<String> plans(List<Double> rates, DoubleFunction<Plan> planner) {
    List<String> lines = new ArrayList<>(List.of(PLANS, PLANS_RULE));
    rates.forEach(rate -> lines.add(line(planner.apply(rate))));
    return lines;
  }

  /** What so many brokers bear: a line for each number of them, below a header. */
  public static List<String> brokers(List<Integer> counts, Brokers brokers) {
    List<String> lines = new ArrayList<>(List.of(BROKERS, BROKERS_RULE));
    counts.forEach(
        count ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| %,d | %,.1f | %,.1f / %,.1f / %,.1f |",
                    count,
                    brokers.rate(count),
                    brokers.rate(count, Brokers.Limit.WRITES),
                    brokers.rate(count, Brokers.Limit.READS),
                    brokers.rate(count, Brokers.Limit.DISKS))));
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
