/**
 * Images that events only name: {@code file:}, {@code http(s):} and {@code s3:} addresses.
 *
 * <pre>
 *  References.fetch -> [Slots: in all, per host] -> [FileFetcher | HttpFetcher | S3Fetcher]
 *                            ^                                   | Answer
 *                            '---- Later: after a pause ---------+
 *                  use(Fetched | Refused), on the caller's pool <'
 * </pre>
 *
 * <p>Whoever can write an event could otherwise make the processor read any file of its machine,
 * and any service of its network. So {@link io.engram.processor.reference.ReferencePolicy} names
 * what may be read, and by default that is nothing. A name on the list is not enough: every address
 * that it resolves to is checked where the connection is made, and every redirect is treated as an
 * address of its own.
 *
 * <p>A fetch that waits, for bytes or for its next attempt, occupies no thread, and one host can
 * take only a part of the slots. Images of the interactive lane get theirs first, and those that
 * nobody waits for any more get none.
 */
package io.engram.processor.reference;
