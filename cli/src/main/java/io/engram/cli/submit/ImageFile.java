package io.engram.cli.submit;

import java.nio.file.Path;

/**
 * An image on disk.
 *
 * @param imageId its name in events and results: its path relative to the folder that was given,
 *     with {@code /} between the parts; behind the folder's name where another image has that name
 * @param path where it is
 */
public record ImageFile(String imageId, Path path) {}
