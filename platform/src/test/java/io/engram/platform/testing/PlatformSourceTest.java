package io.engram.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PlatformSourceTest {
  private static final Callable<String> STARTING = () -> "containers";
  private static final Callable<String> FAILING =
      () -> {
        throw new IllegalStateException(
            "start failed", new IOException("no such image\nand further lines"));
      };

  @Test
  void shouldTakeContainersWhereTheyStart() throws Exception {
    assertThat(PlatformSource.AUTO.choose(STARTING))
        .hasToString("containers, because a Docker API answers");
  }

  @Test
  void shouldTakeTheEmbeddedPairWhereNoContainerStartsAndSayWhyInALine() throws Exception {
    PlatformChoice<String> choice = PlatformSource.AUTO.choose(FAILING);

    assertThat(choice.containers()).isEmpty();
    assertThat(choice)
        .hasToString(
            "the embedded pair, because no container starts: start failed (no such image)");
  }

  @Test
  void shouldFailWhereContainersAreAskedForAndDoNotStart() throws Exception {
    assertThatThrownBy(() -> PlatformSource.CONTAINERS.choose(FAILING)).hasMessage("start failed");
    assertThat(PlatformSource.CONTAINERS.choose(STARTING))
        .hasToString("containers, because engram.it.platform is containers");
  }

  @Test
  void shouldStartNoContainerWhereTheEmbeddedPairIsAskedFor() throws Exception {
    PlatformChoice<String> choice =
        PlatformSource.EMBEDDED.choose(
            () -> {
              throw new AssertionError("started");
            });

    assertThat(choice).hasToString("the embedded pair, because engram.it.platform is embedded");
  }

  @Test
  void shouldNotTakeAnInterruptForAReason() {
    assertThatThrownBy(
            () ->
                PlatformSource.AUTO.choose(
                    () -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void shouldNameTheChoicesWhereTheSettingIsNone() {
    assertThat(PlatformSource.named("containers")).isEqualTo(PlatformSource.CONTAINERS);
    assertThatThrownBy(() -> PlatformSource.named("docker"))
        .hasMessage(
            "engram.it.platform must be one of [auto, containers, embedded], was \"docker\"");
  }
}
