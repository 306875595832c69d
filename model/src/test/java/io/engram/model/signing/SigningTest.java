package io.engram.model.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {
  @TempDir private Path folder;
  private ModelBundle bundle;
  private Path secret;
  private Path open;

  @BeforeEach
  void makeKeys() throws Exception {
    bundle = TinyBundle.write(folder.resolve("bundle"), TinyModel.of(16, 16));
    secret = folder.resolve("release.key");
    open = folder.resolve("release.pub");
    SigningKey.generate(secret, open);
  }

  private TrustedKeys trusted(Path... keys) throws Exception {
    return TrustedKeys.read(List.of(keys));
  }

  private Path anotherPublicKey() throws Exception {
    SigningKey.generate(folder.resolve("other.key"), folder.resolve("other.pub"));
    return folder.resolve("other.pub");
  }

  @Test
  void shouldTrustWhatATrustedKeySigned() throws Exception {
    ModelBundle signed = SigningKey.read(secret).sign(bundle);

    trusted(open).require(signed);
    trusted(anotherPublicKey(), open).require(signed);
    assertThat(signed.sha256()).isEqualTo(bundle.sha256());
  }

  @Test
  void shouldReadTheSignatureThatLiesBesideTheManifest() throws Exception {
    byte[] signature = SigningKey.read(secret).sign(bundle).signature().orElseThrow();
    Files.write(bundle.directory().resolve(ModelBundle.SIGNATURE), signature);

    trusted(open).require(ModelBundle.open(bundle.directory()));
  }

  @Test
  void shouldNotTrustWhatNobodySigned() throws Exception {
    TrustedKeys keys = trusted(open);

    assertThatThrownBy(() -> keys.require(bundle))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining(bundle.directory().toString())
        .hasMessageContaining("it is not signed");
    assertThatCode(() -> TrustedKeys.ANYONE.require(bundle)).doesNotThrowAnyException();
  }

  @Test
  void shouldNotTrustWhatAnotherKeySigned() throws Exception {
    TrustedKeys keys = trusted(anotherPublicKey());
    ModelBundle signed = SigningKey.read(secret).sign(bundle);

    assertThatThrownBy(() -> keys.require(signed))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("none of the 1 keys");
  }

  @Test
  void shouldNotTrustASignatureOfAnotherManifest() throws Exception {
    ModelBundle other = TinyBundle.write(folder.resolve("other"), TinyModel.of(32, 32));
    byte[] signature = SigningKey.read(secret).sign(other).signature().orElseThrow();
    TrustedKeys keys = trusted(open);

    assertThatThrownBy(() -> keys.require(bundle.withSignature(signature)))
        .isInstanceOf(UntrustedBundleException.class);
    assertThatThrownBy(() -> keys.require(bundle.withSignature(new byte[] {1, 2, 3})))
        .isInstanceOf(UntrustedBundleException.class);
  }

  @Test
  void shouldKeepThePrivateKeyFromOthers() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> SigningKey.generate(secret, folder.resolve("new.pub")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> SigningKey.generate(folder.resolve("new.key"), open))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("new.key")).doesNotExist();
  }

  @Test
  void shouldNameAKeyFileThatIsNone() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no key");
    Path damaged =
        Files.writeString(
            folder.resolve("damaged"),
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");

    assertThatThrownBy(() -> SigningKey.read(open))
        .isInstanceOf(InvalidKeyFileException.class)
        .hasMessageContaining("release.pub")
        .hasMessageContaining("PRIVATE KEY");
    assertThatThrownBy(() -> trusted(text)).hasMessageContaining("it holds no 'PUBLIC KEY'");
    assertThatThrownBy(() -> trusted(damaged)).hasMessageContaining("no public key of Ed25519");
    assertThatThrownBy(() -> trusted(folder.resolve("gone"))).hasMessageContaining("no such file");
  }
}
