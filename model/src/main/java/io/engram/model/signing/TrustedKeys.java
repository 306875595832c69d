package io.engram.model.signing;

import io.engram.model.bundle.ModelBundle;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Public keys of those whose model bundles are trusted; without any, every bundle is. */
public final class TrustedKeys {
  /** Trusts every bundle. */
  public static final TrustedKeys ANYONE = new TrustedKeys(List.of());

  private final List<PublicKey> keys;

  private TrustedKeys(List<PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads keys.
   *
   * @param files X.509 in PEM, one key each
   * @throws InvalidKeyFileException if one is none
   */
  public static TrustedKeys read(List<Path> files) throws InvalidKeyFileException {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : files) {
      keys.add(read(file));
    }
    return new TrustedKeys(List.copyOf(keys));
  }

  private static PublicKey read(Path file) throws InvalidKeyFileException {
    byte[] encoded = PemFile.read(file, PemFile.PUBLIC);
    try {
      return KeyFactory.getInstance(SigningKey.ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyFileException(file, "it is no public key of " + SigningKey.ALGORITHM, e);
    }
  }

  /** Whether every bundle is trusted, signed or not. */
  public boolean isAnyone() {
    return keys.isEmpty();
  }

  /**
   * Does nothing if the bundle is trusted.
   *
   * @throws UntrustedBundleException if there are keys, and none of them is that of its signature
   */
  public void require(ModelBundle bundle) throws UntrustedBundleException {
    if (keys.isEmpty()) {
      return;
    }
    byte[] signature =
        bundle
            .signature()
            .orElseThrow(
                () ->
                    new UntrustedBundleException(
                        bundle,
                        "it is not signed",
                        "publish it with --sign, or configure no public key"));
    if (keys.stream().noneMatch(key -> isBy(key, bundle.manifestBytes(), signature))) {
      throw new UntrustedBundleException(
          bundle,
          "its signature is of none of the %d keys that are trusted".formatted(keys.size()),
          "sign it with a trusted key, or configure the public key of its signer");
    }
  }

  private static boolean isBy(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature check = Signature.getInstance(SigningKey.ALGORITHM);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // What has not even the form of a signature.
      return false;
    }
  }
}
