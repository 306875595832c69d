/**
 * {@code engram submit}: finds images, reads them one at a time and sends each as an {@code
 * ImageEvent}.
 *
 * <p>{@link io.engram.cli.submit.ImageFiles} turns folders and files into a sorted list of names,
 * to which come addresses of images that the processor fetches itself; {@link
 * io.engram.cli.submit.Submitter} sends them with the memory of the producer's buffer as the only
 * limit on how much is under way; {@link io.engram.cli.submit.Outstanding} knows which images still
 * wait for a result. A file that can't be read is reported by name and the others go on.
 */
package io.engram.cli.submit;
