package io.engram.model.bundle;

import io.engram.model.bundle.Manifest.BundleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes model bundles. A bundle is put together in a hidden directory beside its place and moved
 * there as the last step, so that a reader finds the whole bundle or none.
 */
public final class BundleWriter {
  private BundleWriter() {}

  /**
   * Writes a new bundle and opens it.
   *
   * @param directory where it shall be; must not exist, or be an empty directory
   * @param draft the manifest; its files are replaced by those written here
   * @param models ONNX graphs by precision, at least one
   * @param modelCard Markdown for people
   * @throws FileAlreadyExistsException if something is at {@code directory}
   * @throws IOException if it cannot be written; nothing is left behind then
   */
  public static ModelBundle write(
      Path directory, Manifest draft, Map<Precision, byte[]> models, String modelCard)
      throws IOException {
    if (!isVacant(directory)) {
      throw new FileAlreadyExistsException(
          directory.toString(), null, "is already there; choose another folder or overwrite it");
    }
    return place(directory, draft, models, modelCard);
  }

  /**
   * As {@link #write}, but takes the place of a bundle that is there. A directory that holds
   * anything else, too, is left alone.
   *
   * @throws FileAlreadyExistsException if what is at {@code directory} is not just a bundle
   */
  public static ModelBundle replace(
      Path directory, Manifest draft, Map<Precision, byte[]> models, String modelCard)
      throws IOException {
    if (!isVacant(directory) && !holdsOnlyABundle(directory)) {
      throw new FileAlreadyExistsException(
          directory.toString(), null, "is not just a model bundle and is left as it is");
    }
    return place(directory, draft, models, modelCard);
  }

  private static ModelBundle place(
      Path directory, Manifest draft, Map<Precision, byte[]> models, String modelCard)
      throws IOException {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("A bundle needs a model");
    }
    Path target = Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
    Files.createDirectories(target.getParent());
    // Not a system temporary directory: it may be on another disk, and is private to its owner.
    Path fresh = Files.createDirectory(sibling(target, "new"));
    try {
      fill(fresh, draft, models, modelCard);
      ModelBundle.open(fresh);
      swap(fresh, target);
    } finally {
      delete(fresh);
    }
    return ModelBundle.open(directory);
  }

  private static void fill(
      Path directory, Manifest draft, Map<Precision, byte[]> models, String modelCard)
      throws IOException {
    Map<Precision, BundleFile> files = new EnumMap<>(Precision.class);
    for (Map.Entry<Precision, byte[]> model : models.entrySet()) {
      Precision precision = model.getKey();
      files.put(precision, add(directory, precision.fileName(), model.getValue()));
    }
    byte[] card = modelCard.getBytes(StandardCharsets.UTF_8);
    Manifest manifest = draft.withFiles(files, add(directory, ModelBundle.MODEL_CARD, card));
    Files.write(directory.resolve(ModelBundle.MANIFEST), ManifestJson.write(manifest));
  }

  private static BundleFile add(Path directory, String name, byte[] content) throws IOException {
    Files.write(directory.resolve(name), content);
    return new BundleFile(name, Sha256.of(content));
  }

  /** A directory with content cannot be replaced in one step: the old one steps aside first. */
  private static void swap(Path fresh, Path target) throws IOException {
    if (!Files.exists(target)) {
      Files.move(fresh, target);
      return;
    }
    Path old = sibling(target, "old");
    Files.move(target, old);
    try {
      Files.move(fresh, target);
    } catch (IOException e) {
      Files.move(old, target);
      throw e;
    }
    delete(old);
  }

  private static Path sibling(Path target, String purpose) {
    return target.resolveSibling(
        ".%s.%s-%s".formatted(target.getFileName(), purpose, UUID.randomUUID()));
  }

  private static boolean isVacant(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return !Files.exists(directory);
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static boolean holdsOnlyABundle(Path directory) throws IOException {
    Set<String> known =
        new HashSet<>(Set.of(ModelBundle.MANIFEST, ModelBundle.MODEL_CARD, ModelBundle.SIGNATURE));
    for (Precision precision : Precision.values()) {
      known.add(precision.fileName());
    }
    if (!Files.isRegularFile(directory.resolve(ModelBundle.MANIFEST))) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(entry -> known.contains(entry.getFileName().toString()));
    }
  }

  /** A bundle is flat, so deleting one is too. */
  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
    Files.delete(directory);
  }
}
