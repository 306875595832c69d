package io.engram.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.signing.SigningKey;
import io.engram.model.signing.TrustedKeys;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every model store does. */
abstract class ModelStoreContract {
  @TempDir Path folder;
  ModelStore store;
  private Path cache;
  private ModelBundle bundle;

  /** A store that holds nothing. */
  abstract ModelStore openEmpty() throws Exception;

  /** Overwrites or deletes (null) what the store has under a name, behind its back. */
  abstract void tamper(String name, byte[] content) throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = openEmpty();
    cache = folder.resolve("cache");
    bundle = TinyBundle.write(folder.resolve("bundle"), TinyModel.of(16, 16));
  }

  @AfterEach
  void close() {
    store.close();
  }

  String name(String file) {
    return "bundles/" + bundle.sha256() + "/" + file;
  }

  @Test
  void shouldGiveBackWhatWasPublished() throws Exception {
    assertThat(store.has(bundle.sha256())).isFalse();

    assertThat(store.publish(bundle)).isEqualTo(store.address(bundle.sha256()));

    assertThat(store.has(bundle.sha256())).isTrue();
    ModelBundle fetched = store.fetch(bundle.sha256(), cache);
    assertThat(fetched.directory()).isEqualTo(cache.resolve(bundle.sha256()));
    assertThat(fetched.sha256()).isEqualTo(bundle.sha256());
    assertThat(fetched.read(Precision.FP32)).isEqualTo(bundle.read(Precision.FP32));
    assertThat(fetched.signature()).isEmpty();
  }

  @Test
  void shouldPublishTheSameOnce() throws Exception {
    store.publish(bundle);
    List<StoreEntry> first = store.list();
    store.publish(bundle);

    StoreEntry again = store.list().get(0);
    assertThat(store.list()).hasSize(1);
    assertThat(again.bytes()).isEqualTo(first.get(0).bytes());
    assertThat(again.publishedAt()).isAfterOrEqualTo(first.get(0).publishedAt());
    StoreEntry.Model model = (StoreEntry.Model) first.get(0);
    assertThat(model.manifest()).isEqualTo(bundle.manifest());
    assertThat(model.signed()).isFalse();
    assertThat(model.bytes()).isGreaterThan(Files.size(bundle.file(Precision.FP32)));
  }

  @Test
  void shouldAddASignatureToWhatIsThere() throws Exception {
    SigningKey.generate(folder.resolve("key"), folder.resolve("pub"));
    store.publish(bundle);
    store.fetch(bundle.sha256(), cache);

    store.publish(SigningKey.read(folder.resolve("key")).sign(bundle));

    assertThat(((StoreEntry.Model) store.list().get(0)).signed()).isTrue();
    TrustedKeys.read(List.of(folder.resolve("pub"))).require(store.fetch(bundle.sha256(), cache));
  }

  @Test
  void shouldListTheNewestFirst() throws Exception {
    store.publish(bundle);
    ModelBundle other = TinyBundle.write(folder.resolve("other"), TinyModel.of(32, 32));
    store.publish(other);

    assertThat(store.list()).extracting(StoreEntry::sha256).contains(bundle.sha256()).hasSize(2);
  }

  @Test
  void shouldDeleteABundle() throws Exception {
    store.publish(bundle);
    store.delete(bundle.sha256());

    assertThat(store.list()).isEmpty();
    assertThatThrownBy(() -> store.fetch(bundle.sha256(), cache))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(store.toString())
        .hasMessageContaining("has no bundle " + bundle.sha256());
    store.delete(bundle.sha256());
  }

  @Test
  void shouldShowABundleThatIsNotWhole() throws Exception {
    store.publish(bundle);
    tamper(name("model.onnx"), null);
    assertThat(store.list())
        .singleElement()
        .isInstanceOfSatisfying(
            StoreEntry.Damaged.class,
            damaged -> assertThat(damaged.reason()).isEqualTo("it lacks model.onnx"));

    store.publish(bundle);
    assertThat(store.list()).singleElement().isInstanceOf(StoreEntry.Model.class);
    tamper(name("MODEL_CARD.md"), null);
    assertThat(store.list()).singleElement().isInstanceOf(StoreEntry.Damaged.class);

    tamper(name(ModelBundle.MANIFEST), null);
    assertThat(store.list())
        .singleElement()
        .isInstanceOfSatisfying(
            StoreEntry.Damaged.class,
            damaged -> assertThat(damaged.reason()).contains("no manifest"));
    assertThat(store.has(bundle.sha256())).isFalse();

    store.publish(bundle);
    assertThat(store.list()).singleElement().isInstanceOf(StoreEntry.Model.class);
  }

  @Test
  void shouldRefuseWhatWasTamperedWith() throws Exception {
    store.publish(bundle);
    tamper(name("model.onnx"), new byte[] {1});
    assertThatThrownBy(() -> store.fetch(bundle.sha256(), cache))
        .hasMessageContaining("model.onnx has SHA-256");

    tamper(name(ModelBundle.MANIFEST), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> store.fetch(bundle.sha256(), folder.resolve("other-cache")))
        .hasMessageContaining("the manifest of bundle " + bundle.sha256() + " was altered");
    assertThat(store.list()).singleElement().isInstanceOf(StoreEntry.Damaged.class);
  }

  @Test
  void shouldRefuseNamesThatAreNoDigest() {
    assertThatThrownBy(() -> store.delete(".."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'..' is no SHA-256");
  }

  @Test
  void shouldMendACopyThatWasDamaged() throws Exception {
    store.publish(bundle);
    ModelBundle copy = store.fetch(bundle.sha256(), cache);
    Files.write(copy.file(Precision.FP32), new byte[] {1});

    assertThat(store.fetch(bundle.sha256(), cache).read(Precision.FP32))
        .isEqualTo(bundle.read(Precision.FP32));
  }
}
