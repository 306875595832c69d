package io.engram.benchmarks.micro;

import io.engram.imaging.Heatmap;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The regions of one heatmap of the shipped model's size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RegionsBenchmark {
  private final RegionFinder finder = new RegionFinder(RegionRule.defaults());
  private Heatmap heatmap;

  @Setup
  public void setUp(Pictures pictures) {
    heatmap = pictures.heatmap();
  }

  @Benchmark
  public List<Region> find() {
    return finder.find(heatmap, List.of());
  }
}
