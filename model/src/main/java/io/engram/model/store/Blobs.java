package io.engram.model.store;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Named bytes in a folder or bucket: what a {@link ModelStore} is made of. Names are relative, with
 * slashes. Thread-safe.
 */
interface Blobs extends AutoCloseable {
  /**
   * What is there.
   *
   * @param writtenAt as the store's clock has it
   */
  record Blob(String name, long bytes, Instant writtenAt) {}

  /**
   * All names in a folder, sorted; none where there is no such folder.
   *
   * @param prefix the folder's name, with a slash at its end
   */
  List<Blob> list(String prefix) throws StoreException;

  /**
   * The bytes under a name, if it is there.
   *
   * @param limit most bytes; more are an error
   */
  Optional<byte[]> read(String name, int limit) throws StoreException;

  /** Writes all of the content or nothing; takes the place of what is there. */
  void write(String name, byte[] content) throws StoreException;

  /** Deletes what may be there. */
  void delete(String name) throws StoreException;

  /** Where a name is, for people and events. */
  URI address(String name);

  @Override
  void close();
}
