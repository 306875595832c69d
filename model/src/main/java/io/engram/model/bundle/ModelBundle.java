package io.engram.model.bundle;

import io.engram.model.bundle.Manifest.BundleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model bundle on disk whose every file was verified against its manifest when it was opened.
 * Immutable and safe to share; the directory should stay as it is while the bundle is in use, and
 * {@link #read} notices when it does not.
 */
public final class ModelBundle {
  /** Name of the manifest in every bundle. */
  public static final String MANIFEST = "manifest.json";

  /** Name of the signature of the manifest's bytes, where there is one. */
  public static final String SIGNATURE = "manifest.json.sig";

  /** Name of the model card that {@link BundleWriter} writes. */
  public static final String MODEL_CARD = "MODEL_CARD.md";

  /** Most bytes of a manifest: 1 MiB. */
  public static final int MANIFEST_LIMIT_BYTES = 1 << 20;

  /** Most bytes of a signature; those of Ed25519 have 64. */
  public static final int SIGNATURE_LIMIT_BYTES = 1024;

  private final Path directory;
  private final Manifest manifest;
  private final byte[] manifestBytes;
  private final String sha256;
  private final Optional<byte[]> signature;

  private ModelBundle(
      Path directory, Manifest manifest, byte[] manifestBytes, Optional<byte[]> signature) {
    this.directory = directory;
    this.manifest = manifest;
    this.manifestBytes = manifestBytes;
    this.sha256 = Sha256.of(manifestBytes);
    this.signature = signature;
  }

  /**
   * Opens a bundle and verifies all of it. Reads every file once, and so takes as long as that.
   *
   * @throws InvalidBundleException if anything is missing, unreadable, malformed or altered
   */
  public static ModelBundle open(Path directory) throws InvalidBundleException {
    byte[] json = readManifest(directory);
    Optional<byte[]> signature = readSignature(directory);
    Manifest manifest = ManifestJson.read(directory, json);
    if (manifest.files().isEmpty() || manifest.modelCard() == null) {
      throw new InvalidBundleException(
          directory, "manifest.json names no model or no model card", ManifestJson.REBUILD);
    }
    for (BundleFile file : manifest.files().values()) {
      verify(directory, file);
    }
    verify(directory, manifest.modelCard());
    return new ModelBundle(directory, manifest, json, signature);
  }

  /** Where the bundle is, as it was given. */
  public Path directory() {
    return directory;
  }

  /** What the bundle says about itself. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * SHA-256 of the manifest's bytes, 64 lower-case hexadecimal digits. The manifest holds the
   * digests of all other files, so this one names the whole bundle.
   */
  public String sha256() {
    return sha256;
  }

  /** The manifest as it is in the file: what {@link #sha256} is of, and what is signed. */
  public byte[] manifestBytes() {
    return manifestBytes.clone();
  }

  /** The signature that came with it, unchecked. */
  public Optional<byte[]> signature() {
    return signature.map(byte[]::clone);
  }

  /** The same bundle with another signature, which is not written to its directory. */
  public ModelBundle withSignature(byte[] other) {
    return new ModelBundle(directory, manifest, manifestBytes, Optional.of(other.clone()));
  }

  /** The files that its manifest names: graphs, then the card. */
  public List<BundleFile> files() {
    return manifest.bundleFiles();
  }

  /** The {@link Precision#id}s of the graphs that it holds, in the order of the constants. */
  public List<String> precisions() {
    return manifest.files().keySet().stream().map(Precision::id).toList();
  }

  /** Whether the bundle holds a graph of that precision. */
  public boolean has(Precision precision) {
    return manifest.files().containsKey(precision);
  }

  /**
   * The graph of that precision.
   *
   * @throws IllegalArgumentException if the bundle has none; the message names those it has
   */
  public Path file(Precision precision) {
    return directory.resolve(entry(precision).path());
  }

  /**
   * The bytes of a graph, verified again: what is run is what was checked, even if the file was
   * exchanged since.
   *
   * @throws InvalidBundleException if the file can no longer be read or was altered
   * @throws IllegalArgumentException if the bundle has no graph of that precision
   */
  public byte[] read(Precision precision) throws InvalidBundleException {
    return read(entry(precision));
  }

  /**
   * The bytes of one of its {@link #files}, verified again.
   *
   * @throws InvalidBundleException if the file can no longer be read or was altered
   */
  public byte[] read(BundleFile entry) throws InvalidBundleException {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(entry.path()));
      checkDigest(directory, entry, Sha256.of(bytes));
      return bytes;
    } catch (InvalidBundleException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(directory, entry.path(), e);
    }
  }

  /** The model's name and version and where it is, for logs. */
  @Override
  public String toString() {
    return manifest.name() + " " + manifest.version() + " (" + directory + ")";
  }

  private BundleFile entry(Precision precision) {
    BundleFile entry = manifest.files().get(precision);
    if (entry == null) {
      throw new IllegalArgumentException(
          "Model bundle %s has no %s model; it has %s"
              .formatted(directory, precision.id(), String.join(", ", precisions())));
    }
    return entry;
  }

  private static byte[] readManifest(Path directory) throws InvalidBundleException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidBundleException(
          directory,
          Files.exists(directory) ? "it is not a folder" : "there is no such folder",
          "give the folder that holds " + MANIFEST);
    }
    Path file = directory.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new InvalidBundleException(
          directory, "it has no " + MANIFEST, "give a folder that 'engram train' wrote");
    }
    try {
      if (Files.size(file) > MANIFEST_LIMIT_BYTES) {
        throw new InvalidBundleException(
            directory, MANIFEST + " is larger than 1 MiB", ManifestJson.REBUILD);
      }
      return Files.readAllBytes(file);
    } catch (InvalidBundleException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(directory, MANIFEST, e);
    }
  }

  private static Optional<byte[]> readSignature(Path directory) throws InvalidBundleException {
    Path file = directory.resolve(SIGNATURE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SIGNATURE_LIMIT_BYTES + 1);
      if (bytes.length > SIGNATURE_LIMIT_BYTES) {
        throw new InvalidBundleException(
            directory, SIGNATURE + " is no signature", "sign the bundle again");
      }
      return Optional.of(bytes);
    } catch (InvalidBundleException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(directory, SIGNATURE, e);
    }
  }

  private static void verify(Path directory, BundleFile entry) throws InvalidBundleException {
    Path file = directory.resolve(entry.path());
    if (!Files.isRegularFile(file)) {
      throw new InvalidBundleException(
          directory, entry.path() + " is missing", ManifestJson.REBUILD);
    }
    try {
      if (!file.toRealPath().startsWith(directory.toRealPath())) {
        throw new InvalidBundleException(
            directory,
            entry.path() + " is a link that leaves the folder",
            "put the file itself in the folder");
      }
      checkDigest(directory, entry, Sha256.of(file));
    } catch (InvalidBundleException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(directory, entry.path(), e);
    }
  }

  private static void checkDigest(Path directory, BundleFile entry, String actual)
      throws InvalidBundleException {
    if (!entry.sha256().equals(actual)) {
      throw new InvalidBundleException(
          directory,
          "%s has SHA-256 %s, its manifest says %s".formatted(entry.path(), actual, entry.sha256()),
          "the file was altered or not wholly copied: " + ManifestJson.REBUILD);
    }
  }

  private static InvalidBundleException unreadable(Path directory, String file, IOException cause) {
    return new InvalidBundleException(
        directory, file + " cannot be read: " + cause, "check the file and its permissions", cause);
  }
}
