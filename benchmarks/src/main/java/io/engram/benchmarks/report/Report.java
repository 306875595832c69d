package io.engram.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.benchmarks.figures.SwapCost;
import java.util.List;

/**
 * Everything that a run found.
 *
 * @param memory over a long drain, if that was measured
 * @param swaps what swaps of models cost; null if that was not measured
 */
public record Report(
    Setup setup,
    List<Section> sections,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemoryUse> memory,
    @JsonInclude(JsonInclude.Include.NON_NULL) SwapCost swaps) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  public Report {
    sections = List.copyOf(sections);
    memory = List.copyOf(memory);
  }

  /** Whether nothing failed. */
  @JsonIgnore
  public boolean isComplete() {
    return sections.stream().allMatch(Section::isComplete);
  }

  /** The whole report, indented. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of plain records cannot be written", e);
    }
  }
}
