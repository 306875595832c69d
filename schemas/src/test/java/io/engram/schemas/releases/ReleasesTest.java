package io.engram.schemas.releases;

import static io.engram.schemas.ReleaseDecision.CANARY;
import static io.engram.schemas.ReleaseDecision.PROMOTED;
import static io.engram.schemas.ReleaseDecision.REJECTED;
import static io.engram.schemas.ReleaseDecision.ROLLED_BACK;
import static io.engram.schemas.ReleaseDecision.UNKNOWN;
import static io.engram.schemas.ReleaseDecision.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private final Releases releases = new Releases();
  private long offset;

  /** As the publisher would write it. */
  private void decide(ReleaseDecision decision, String version, String parent) {
    ModelRelease release = release(decision, version, parent);
    ReleaseKey.of(release).forEach(key -> releases.add(key, release, offset++));
  }

  private static ModelRelease release(ReleaseDecision decision, String version, String parent) {
    return ModelRelease.newBuilder()
        .setModelName("light")
        .setVersion(version)
        .setParentVersion(parent)
        .setBundleUri("file:///models")
        .setBundleSha256(version.repeat(64))
        .setDecision(decision)
        .setShare(0.1)
        .setExplanation("")
        .setMetrics(Map.of())
        .setReleasedAt(Instant.EPOCH)
        .build();
  }

  private static Optional<String> version(Optional<ModelRelease> release) {
    return release.map(ModelRelease::getVersion);
  }

  @Test
  void shouldServeWhatWasPromotedLastThoughAnotherIsRejected() {
    assertThat(releases.serving("light")).isEmpty();
    decide(PROMOTED, "1", null);
    decide(PROMOTED, "2", "1");
    decide(REJECTED, "3", "2");

    assertThat(version(releases.serving("light"))).hasValue("2");
    assertThat(releases.serving("other")).isEmpty();
    assertThat(releases.models()).containsExactly("light");
    assertThat(releases.trainings("light"))
        .extracting(ModelRelease::getVersion)
        .containsExactly("3", "2", "1");
  }

  @Test
  void shouldGoBackStepByStep() {
    decide(PROMOTED, "1", null);
    decide(PROMOTED, "2", "1");
    decide(PROMOTED, "3", "2");
    assertThat(version(releases.previous("light"))).hasValue("2");

    decide(ROLLED_BACK, "2", "3");
    assertThat(version(releases.serving("light"))).hasValue("2");
    assertThat(version(releases.previous("light"))).hasValue("1");
    assertThat(releases.training("light", "2").orElseThrow().getDecision()).isEqualTo(PROMOTED);

    decide(ROLLED_BACK, "1", "2");
    assertThat(releases.previous("light")).isEmpty();
  }

  @Test
  void shouldTryAModelUntilItIsWithdrawnOrAnotherServes() {
    decide(PROMOTED, "1", null);
    decide(CANARY, "2", "1");
    assertThat(version(releases.trial("light"))).hasValue("2");
    assertThat(version(releases.serving("light"))).hasValue("1");

    decide(WITHDRAWN, "2", "1");
    assertThat(releases.trial("light")).isEmpty();

    decide(CANARY, "3", "1");
    decide(PROMOTED, "3", "1");
    assertThat(releases.trial("light")).isEmpty();
  }

  @Test
  void shouldForgetWhatIsTakenBack() {
    decide(PROMOTED, "1", null);
    releases.add("light", null, offset++);

    assertThat(releases.serving("light")).isEmpty();
    assertThat(releases.training("light", "1")).isPresent();
  }

  @Test
  void shouldRefuseToWriteNoDecision() {
    ModelRelease none = release(UNKNOWN, "1", null);

    assertThatIllegalArgumentException().isThrownBy(() -> ReleaseKey.of(none));
  }
}
