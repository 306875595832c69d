package io.engram.processor.reference;

/**
 * How references are fetched.
 *
 * @param allowed which of them
 * @param limits what each may cost
 * @param s3 where buckets are
 */
public record ReferenceConfig(ReferencePolicy allowed, FetchLimits limits, S3Config s3) {
  /** Allows no reference. */
  public static final ReferenceConfig NONE =
      new ReferenceConfig(ReferencePolicy.NONE, FetchLimits.defaults(), S3Config.defaults());

  /** Whether there is anything to sign: looking for credentials takes its time. */
  boolean signs() {
    return !allowed.buckets().isEmpty() && s3.credentials() == S3Config.Credentials.AWS;
  }
}
