package io.engram.processor.drift;

import static io.engram.schemas.DriftFeature.BRIGHTNESS;
import static io.engram.schemas.DriftFeature.SCORE;
import static io.engram.schemas.DriftFeature.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest;
import io.engram.model.testing.TinyBundle;
import io.engram.schemas.DriftFeature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** A reference of scores up to 0.5 and brightness around it, in images of 256 x 256 pixels. */
class DriftMonitorTest {
  private static final int WINDOW = 100;
  private static final Instant NOW = Instant.ofEpochSecond(5);

  private final List<DriftWindow> windows = new ArrayList<>();

  private static Manifest model(boolean withInputs) {
    Histogram scores = Histogram.of(values(0, 0.5), 0, 1, 50);
    return TinyBundle.draft(
        8,
        8,
        "tiny",
        "1",
        scores,
        withInputs
            ? new Manifest.ReferenceInputs(Histogram.of(values(0.25, 0.75), 0, 1, 50), sizes(20))
            : null);
  }

  /** Of 999 images of 256 x 256 pixels, and one of another size. */
  private static Histogram sizes(double other) {
    return Histogram.of(
        DoubleStream.concat(DoubleStream.of(other), DoubleStream.generate(() -> 16).limit(999)),
        8,
        28,
        40);
  }

  private static DoubleStream values(double from, double to) {
    return DoubleStream.iterate(from, value -> value + (to - from) / 1000).limit(1000);
  }

  private ImageWatch watch(Manifest model, DriftFeature... features) {
    return DriftMonitor.of(
        model,
        new DriftConfig(WINDOW, 0.25, Set.of(features), Optional.empty()),
        windows::add,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A window like the reference, but brighter by {@code shift}. */
  private static void window(ImageWatch watch, double shift) {
    for (int i = 0; i < WINDOW; i++) {
      double place = (i + 0.5) / WINDOW;
      watch.scored(new WatchedImage(place / 2, 0.25 + place / 2 + shift, 512, 128));
    }
  }

  private FeatureDrift last(DriftFeature feature) {
    return windows.get(windows.size() - 1).features().stream()
        .filter(drift -> drift.feature() == feature)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldMeasureEachWindow() {
    ImageWatch watch = watch(model(true), SCORE, BRIGHTNESS, SIZE);
    for (int i = 0; i < WINDOW - 1; i++) {
      watch.scored(new WatchedImage(0.2, 0.5, 256, 256));
    }
    assertThat(windows).isEmpty();
    watch.scored(new WatchedImage(0.2, 0.5, 256, 256));
    window(watch, 0);

    assertThat(windows).hasSize(2);
    assertThat(windows.get(1).images()).isEqualTo(WINDOW);
    assertThat(windows.get(1).ended()).isEqualTo(NOW);
    assertThat(windows.get(1).features())
        .extracting(FeatureDrift::feature)
        .containsExactlyInAnyOrder(SCORE, BRIGHTNESS, SIZE);
    assertThat(last(SCORE).index()).isBetween(0.0, 0.02);
    assertThat(last(SCORE).mean()).isCloseTo(0.25, within(1e-9));
    assertThat(last(BRIGHTNESS).referenceMean()).isCloseTo(0.5, within(0.01));
    assertThat(last(SIZE).mean()).isCloseTo(16, within(1e-9));
    assertThat(last(SIZE).referenceMean()).isCloseTo(16.25, within(0.01));
    assertThat(last(SIZE).index()).isLessThan(0.03);
  }

  @Test
  void shouldTellOnceWhenADriftBeginsAndOnceWhenItEnds() {
    ImageWatch watch = watch(model(true), SCORE, BRIGHTNESS, SIZE);
    List<Double> shifts = List.of(0.0, 0.6, 0.6, 0.0, 0.0);
    shifts.forEach(shift -> window(watch, shift));

    assertThat(windows)
        .extracting(window -> window.features().stream().anyMatch(FeatureDrift::isDrifting))
        .containsExactly(false, true, true, false, false);
    assertThat(windows)
        .extracting(window -> window.features().stream().filter(FeatureDrift::isNews).count())
        .containsExactly(0L, 1L, 0L, 1L, 0L);
    assertThat(windows)
        .extracting(DriftWindow::isDrifting)
        .containsExactly(false, true, true, false, false);
  }

  @Test
  void shouldTellImagesOfAnotherSizeFromANarrowReference() {
    ImageWatch watch = watch(model(true), SIZE);
    for (int side : new int[] {224, 384}) {
      for (int i = 0; i < WINDOW; i++) {
        watch.scored(new WatchedImage(0.2, 0.5, side, side));
      }
      assertThat(last(SIZE).isDrifting()).as("%d pixels wide", side).isTrue();
    }
  }

  @Test
  void shouldNotWatchTheSizeWhereAllImagesWereBroughtToOne() {
    Histogram scores = Histogram.of(values(0, 0.5), 0, 1, 50);
    Manifest model =
        TinyBundle.draft(
            8, 8, "tiny", "1", scores, new Manifest.ReferenceInputs(scores, sizes(16)));

    assertThat(watch(model, SIZE)).isSameAs(ImageWatch.NONE);
  }

  @Test
  void shouldWatchTheScoresOnlyOfAModelWithoutReferenceInputs() {
    ImageWatch watch = watch(model(false), SCORE, BRIGHTNESS, SIZE);
    window(watch, 0.6);

    assertThat(windows.get(0).features()).extracting(FeatureDrift::feature).containsExactly(SCORE);
    assertThat(watch(model(false), BRIGHTNESS)).isSameAs(ImageWatch.NONE);
  }

  @Test
  void shouldWatchOnlyWhatItIsTo() {
    window(watch(model(true), BRIGHTNESS), 0.6);

    assertThat(windows.get(0).features())
        .extracting(FeatureDrift::feature)
        .containsExactly(BRIGHTNESS);
  }

  @Test
  void shouldNotCompareWithAnEmptyReference() {
    Manifest model =
        TinyBundle.draft(8, 8, "tiny", "1", Histogram.of(DoubleStream.empty(), 0, 1, 50), null);

    assertThat(watch(model, SCORE)).isSameAs(ImageWatch.NONE);
  }

  @Test
  void shouldWatchNothingWhereItIsOff() {
    DriftConfig off = new DriftConfig(0, 0.25, Set.of(SCORE), Optional.empty());

    assertThat(DriftMonitor.of(model(true), off, windows::add, Clock.systemUTC()))
        .isSameAs(ImageWatch.NONE);
  }
}
