package io.engram.model.store;

import io.engram.model.bundle.InvalidBundleException;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.Manifest.BundleFile;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Sha256;
import io.engram.model.store.Blobs.Blob;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model store; see the package's story. Thread-safe, and safe to use from many machines. */
public final class ModelStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelStore.class);

  private static final String BUNDLES = "bundles/";
  private static final String TRAININGS = "trainings/";
  private static final String DATASETS = "datasets/";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** As much as an array holds. */
  private static final int FILE_LIMIT_BYTES = Integer.MAX_VALUE - 8;

  private final Blobs blobs;

  private ModelStore(Blobs blobs) {
    this.blobs = blobs;
  }

  /**
   * Opens a store, which need not hold anything yet; a folder is made when it is first written to.
   *
   * @throws StoreException if there is no way to reach it
   */
  public static ModelStore open(StoreConfig config) throws StoreException {
    return new ModelStore(config.open());
  }

  /** Where a bundle is, or would be. */
  public URI address(String sha256) {
    return blobs.address(BUNDLES + sha256 + "/");
  }

  /**
   * Puts a bundle into the store, with its signature if it has one, which takes the place of an
   * earlier one. What is there already is not written again, but counts as published now.
   *
   * @return where it is
   * @throws StoreException if it cannot be written; nobody sees a part of it then
   * @throws InvalidBundleException if the bundle was altered since it was opened
   */
  public URI publish(ModelBundle bundle) throws StoreException, InvalidBundleException {
    String sha256 = bundle.sha256();
    Set<String> there =
        blobs.list(BUNDLES + sha256 + "/").stream().map(Blob::name).collect(Collectors.toSet());
    for (BundleFile file : bundle.files()) {
      if (!there.contains(name(sha256, file.path()))) {
        blobs.write(name(sha256, file.path()), bundle.read(file));
      }
    }
    if (bundle.signature().isPresent()) {
      blobs.write(name(sha256, ModelBundle.SIGNATURE), bundle.signature().get());
    }
    blobs.write(name(sha256, ModelBundle.MANIFEST), bundle.manifestBytes());
    return address(sha256);
  }

  /** Whether a bundle is in the store. */
  public boolean has(String sha256) throws StoreException {
    return manifest(sha256).isPresent();
  }

  private Optional<byte[]> manifest(String sha256) throws StoreException {
    return blobs.read(name(sha256, ModelBundle.MANIFEST), ModelBundle.MANIFEST_LIMIT_BYTES);
  }

  /** All bundles, the newest first; those of which a part is missing as damaged. */
  public List<StoreEntry> list() throws StoreException {
    Map<String, List<Blob>> bySha256 =
        blobs.list(BUNDLES).stream()
            .filter(blob -> blob.name().matches("bundles/[0-9a-f]{64}/[^/]+"))
            .collect(
                Collectors.groupingBy(
                    blob -> blob.name().split("/")[1], TreeMap::new, Collectors.toList()));
    List<StoreEntry> entries = new ArrayList<>();
    for (Map.Entry<String, List<Blob>> bundle : bySha256.entrySet()) {
      entries.add(entry(bundle.getKey(), bundle.getValue()));
    }
    entries.sort(Comparator.comparing(StoreEntry::publishedAt).reversed());
    return entries;
  }

  private StoreEntry entry(String sha256, List<Blob> files) throws StoreException {
    long bytes = files.stream().mapToLong(Blob::bytes).sum();
    Instant at = files.stream().map(Blob::writtenAt).max(Comparator.naturalOrder()).orElseThrow();
    Map<String, Blob> byName =
        files.stream().collect(Collectors.toMap(blob -> blob.name().split("/")[2], blob -> blob));
    try {
      Manifest manifest = manifest(sha256, byName);
      return new StoreEntry.Model(
          sha256, address(sha256), bytes, at, manifest, byName.containsKey(ModelBundle.SIGNATURE));
    } catch (InvalidBundleException e) {
      return new StoreEntry.Damaged(sha256, address(sha256), bytes, at, e.reason());
    } catch (DamagedException e) {
      return new StoreEntry.Damaged(sha256, address(sha256), bytes, at, e.getMessage());
    }
  }

  private Manifest manifest(String sha256, Map<String, Blob> files)
      throws StoreException, InvalidBundleException, DamagedException {
    byte[] json =
        manifest(sha256)
            .orElseThrow(
                () -> new DamagedException("it has no manifest: it was not wholly published"));
    if (!Sha256.of(json).equals(sha256)) {
      throw new DamagedException("its manifest was altered");
    }
    Manifest manifest = Manifest.read(address(sha256), json);
    List<String> missing =
        manifest.bundleFiles().stream()
            .map(BundleFile::path)
            .filter(name -> !files.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new DamagedException("it lacks " + String.join(", ", missing));
    }
    return manifest;
  }

  /** Why a bundle is damaged. */
  private static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * Copies a bundle into a folder and opens it, which verifies all of it. A copy that is there and
   * sound is taken, also while the store cannot be reached.
   *
   * @param cache a folder for copies, which processes may share
   * @throws StoreException if the bundle is not there or cannot be read or copied
   * @throws InvalidBundleException if it is damaged
   */
  public ModelBundle fetch(String sha256, Path cache)
      throws StoreException, InvalidBundleException {
    Path copy = cache.resolve(sha256);
    try {
      refresh(sha256, copy);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ACCESS || !isSound(sha256, copy)) {
        throw e;
      }
      log.warn("Taking the copy of model bundle {} in {}", sha256, cache, e);
    }
    ModelBundle bundle = ModelBundle.open(copy);
    if (!bundle.sha256().equals(sha256)) {
      throw StoreException.damaged(cache, "the copy of bundle %s was exchanged".formatted(sha256));
    }
    return bundle;
  }

  private void refresh(String sha256, Path copy) throws StoreException, InvalidBundleException {
    byte[] json = manifest(sha256).orElseThrow(() -> StoreException.noBundle(blobs, sha256));
    if (!isSound(sha256, copy)) {
      copy(sha256, json, copy);
    }
    Optional<byte[]> signature =
        blobs.read(name(sha256, ModelBundle.SIGNATURE), ModelBundle.SIGNATURE_LIMIT_BYTES);
    FolderBlobs target = new FolderBlobs(copy);
    if (signature.isPresent()) {
      target.write(ModelBundle.SIGNATURE, signature.get());
    } else {
      target.delete(ModelBundle.SIGNATURE);
    }
  }

  private static boolean isSound(String sha256, Path copy) {
    try {
      return ModelBundle.open(copy).sha256().equals(sha256);
    } catch (InvalidBundleException e) {
      return false;
    }
  }

  private void copy(String sha256, byte[] json, Path copy)
      throws StoreException, InvalidBundleException {
    if (!Sha256.of(json).equals(sha256)) {
      throw StoreException.damaged(
          blobs, "the manifest of bundle %s was altered".formatted(sha256));
    }
    Manifest manifest = Manifest.read(address(sha256), json);
    FolderBlobs target = new FolderBlobs(copy);
    for (BundleFile file : manifest.bundleFiles()) {
      byte[] content =
          blobs
              .read(name(sha256, file.path()), FILE_LIMIT_BYTES)
              .orElseThrow(
                  () ->
                      StoreException.damaged(
                          blobs, "bundle %s lacks %s".formatted(sha256, file.path())));
      target.write(file.path(), content);
    }
    target.write(ModelBundle.MANIFEST, json);
  }

  /** Deletes a bundle, if it is there, with what was kept beside it. */
  public void delete(String sha256) throws StoreException {
    blobs.delete(name(sha256, ModelBundle.MANIFEST));
    for (String folder : List.of(BUNDLES, TRAININGS)) {
      for (Blob blob : blobs.list(folder + sha256 + "/")) {
        blobs.delete(blob.name());
      }
    }
  }

  /**
   * Keeps a file of the training that a bundle came from, such as the weights to go on from; not
   * for those who serve.
   *
   * @param file a plain name
   */
  public void keep(String sha256, String file, byte[] content) throws StoreException {
    requireDigest(sha256);
    blobs.write(TRAININGS + sha256 + "/" + file, content);
  }

  /** A file that was kept of the training that a bundle came from. */
  public Optional<byte[]> kept(String sha256, String file) throws StoreException {
    requireDigest(sha256);
    return blobs.read(TRAININGS + sha256 + "/" + file, FILE_LIMIT_BYTES);
  }

  /**
   * Keeps the manifest of a data set: a line {@code path SHA-256} for each of its files.
   *
   * @return the fingerprint of the data set, which is the SHA-256 of these lines
   */
  public String keepDataset(String lines) throws StoreException {
    String fingerprint = Sha256.of(lines);
    blobs.write(DATASETS + fingerprint + ".txt", lines.getBytes(StandardCharsets.UTF_8));
    return fingerprint;
  }

  /** The manifest of the data set of that fingerprint, if it was kept. */
  public Optional<String> dataset(String fingerprint) throws StoreException {
    return blobs
        .read(DATASETS + fingerprint + ".txt", FILE_LIMIT_BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** A name that is no digest could lead anywhere. */
  private static String name(String sha256, String file) {
    requireDigest(sha256);
    return BUNDLES + sha256 + "/" + file;
  }

  private static void requireDigest(String sha256) {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException("'%s' is no SHA-256 of a bundle".formatted(sha256));
    }
  }

  /** Where it is, for people. */
  @Override
  public String toString() {
    return blobs.toString();
  }

  @Override
  public void close() {
    blobs.close();
  }
}
