package io.engram.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

  @TempDir Path home;

  @Test
  void shouldFollowTheUsersChoice() {
    var chosen = home.resolve("elsewhere");
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", chosen.toString()), home))
        .isEqualTo(chosen.resolve("engram"));
  }

  @Test
  void shouldBeInTheHomeFolderUnlessAnAbsoluteOneIsChosen() {
    var usual = home.resolve(".cache/engram");
    assertThat(CacheFolder.of(Map.of(), home)).isEqualTo(usual);
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", ""), home)).isEqualTo(usual);
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), home)).isEqualTo(usual);
  }
}
