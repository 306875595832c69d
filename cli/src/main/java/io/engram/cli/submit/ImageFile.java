package io.engram.cli.submit;

import java.nio.file.Path;

/**
 * An image on disk.
 *
 * @param imageId its name in events and results: its path relative to the folder that was given,
 *     with {@code /} between the parts
 * @param path where it is
 */
public record ImageFile(String imageId, Path path) {}
