package io.engram.processor.reference;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Reads one kind of reference. Thread-safe. */
interface Fetcher extends AutoCloseable {
  /**
   * Makes one attempt. May block for as long as a file or a name takes to be looked up, but not for
   * a server's answer.
   */
  CompletableFuture<Answer> fetch(URI uri);

  /** Whose share of the slots a reference uses: its host, where it has one. */
  String share(URI uri);

  @Override
  default void close() {}
}
