package io.engram.trainer.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A {@link Discriminator}.
 *
 * @param channels of each convolution before the last, which gives the scores
 * @param kernel height and width of every convolution; 4 in the literature, 1 looks at single
 *     pixels
 * @param normalization after each convolution but the first and the last
 * @param verdict whether it judges patches or the whole
 */
public record DiscriminatorConfig(
    List<Integer> channels, int kernel, Normalization normalization, Verdict verdict) {

  /** What a score is about. */
  public enum Verdict {
    /** One score for each patch: a grid {@code [N,1,h,w]} (Isola et al., 2017). */
    @JsonProperty("patches")
    PATCHES,
    /** One score for the whole: {@code [N,1,1,1]}, from the mean of all patches' features. */
    @JsonProperty("whole")
    WHOLE
  }

  public DiscriminatorConfig {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || channels.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "discriminator.channels must be one or more numbers >= 1, was " + channels);
    }
    if (kernel < 1) {
      throw new IllegalArgumentException("discriminator.kernel must be >= 1, was " + kernel);
    }
  }

  /** The stride of convolution {@code index}; single pixels are never thinned out. */
  int stride(int index) {
    return kernel > 1 && index < channels.size() - 1 ? 2 : 1;
  }

  /**
   * Height and width of the patch that one score is about, in pixels: with the kernel 4, 16 for two
   * convolutions before the last, 34 for three, 70 for four, 142 for five.
   */
  public int patch() {
    int patch = kernel;
    for (int i = channels.size() - 1; i >= 0; i--) {
      patch = (patch - 1) * stride(i) + kernel;
    }
    return patch;
  }

  /** Refuses pictures that are too small to be judged. */
  public void requireFits(int side) {
    int left = side;
    for (int i = 0; i <= channels.size(); i++) {
      int step = i < channels.size() ? stride(i) : 1;
      left = (left + 2 * Discriminator.padding(kernel) - kernel) / step + 1;
      if (left < 1) {
        throw new IllegalArgumentException(
            "discriminator.channels has too many layers for pictures of %d pixels".formatted(side));
      }
    }
  }
}
