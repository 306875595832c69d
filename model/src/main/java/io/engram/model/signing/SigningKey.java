package io.engram.model.signing;

import io.engram.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;

/** A private key that vouches for model bundles. */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final PrivateKey key;

  private SigningKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @param file PKCS #8 in PEM, without password
   * @throws InvalidKeyFileException if it is none
   */
  public static SigningKey read(Path file) throws InvalidKeyFileException {
    byte[] encoded = PemFile.read(file, PemFile.PRIVATE);
    try {
      return new SigningKey(
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyFileException(file, "it is no private key of " + ALGORITHM, e);
    }
  }

  /**
   * Makes a pair of keys.
   *
   * @param privateKey where the private key goes, which only its owner may read
   * @param publicKey where the public key goes
   * @throws FileAlreadyExistsException if there is a file in either place
   */
  public static void generate(Path privateKey, Path publicKey) throws IOException {
    if (Files.exists(publicKey)) {
      throw new FileAlreadyExistsException(publicKey.toString());
    }
    KeyPair pair = pair();
    Files.createFile(privateKey, ownerOnly(privateKey));
    Files.writeString(privateKey, PemFile.text(PemFile.PRIVATE, pair.getPrivate().getEncoded()));
    Files.writeString(
        publicKey,
        PemFile.text(PemFile.PUBLIC, pair.getPublic().getEncoded()),
        StandardOpenOption.CREATE_NEW);
  }

  /** Where the file system has such permissions. */
  private static FileAttribute<?>[] ownerOnly(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /** The bundle with this key's signature, which is not written to its directory. */
  public ModelBundle sign(ModelBundle bundle) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(bundle.manifestBytes());
      return bundle.withSignature(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An " + ALGORITHM + " key signs anything", e);
    }
  }
}
