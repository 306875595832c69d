package io.engram.benchmarks.micro;

import io.engram.imaging.Heatmap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Into the batch's tensor and out of it, for each image of a batch of sixteen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BatchBenchmark {
  private static final int BATCH = 16;
  private static final int CELLS = Pictures.SIDE * Pictures.SIDE;

  private final ByteBuffer pixels = ByteBuffer.allocateDirect(BATCH * 3 * CELLS);
  private final FloatBuffer heatmaps =
      ByteBuffer.allocateDirect(BATCH * 2 * CELLS * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public ByteBuffer assemble(Pictures pictures) {
    byte[] rgb = pictures.small().rgb();
    for (int i = 0; i < BATCH; i++) {
      pixels.put(i * rgb.length, rgb);
    }
    return pixels;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void takeApart(Blackhole blackhole) {
    for (int i = 0; i < BATCH; i++) {
      FloatBuffer planes = heatmaps.slice(i * 2 * CELLS, 2 * CELLS);
      blackhole.consume(Heatmap.fromPlanes(planes, Pictures.SIDE, Pictures.SIDE));
    }
  }
}
