package io.engram.model.store;

import io.engram.model.bundle.Manifest;
import java.net.URI;
import java.time.Instant;

/** A bundle of a {@link ModelStore}. */
public sealed interface StoreEntry {
  /** SHA-256 of its manifest, 64 lower-case hexadecimal digits. */
  String sha256();

  /** Where it is. */
  URI address();

  /** Of all of its files together. */
  long bytes();

  /** When it was put there, as the store's clock has it. */
  Instant publishedAt();

  /**
   * One with a manifest; whether its other files are sound, {@link ModelStore#fetch} says.
   *
   * @param signed whether it has a signature, by whomever
   */
  record Model(
      String sha256,
      URI address,
      long bytes,
      Instant publishedAt,
      Manifest manifest,
      boolean signed)
      implements StoreEntry {}

  /**
   * One that nobody can use.
   *
   * @param reason what is wrong with it
   */
  record Damaged(String sha256, URI address, long bytes, Instant publishedAt, String reason)
      implements StoreEntry {}
}
