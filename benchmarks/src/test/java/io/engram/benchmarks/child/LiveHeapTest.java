package io.engram.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveHeapTest {
  @Test
  void shouldCountObjectsInUse() throws Exception {
    byte[] kept = new byte[64 << 20];

    assertThat(LiveHeap.bytes(ProcessHandle.current().pid()))
        .isBetween((long) kept.length, Runtime.getRuntime().maxMemory());
  }
}
