package io.engram.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FolderStoreTest extends ModelStoreContract {
  private Path root;

  @Override
  ModelStore openEmpty() throws StoreException {
    root = folder.resolve("store");
    return ModelStore.open(StoreConfig.folder(root));
  }

  @Override
  void tamper(String name, byte[] content) throws IOException {
    if (content == null) {
      Files.delete(root.resolve(name));
    } else {
      Files.write(root.resolve(name), content);
    }
  }

  @Test
  void shouldLeaveNothingOfWhatItCannotWrite() throws Exception {
    ModelBundle bundle = TinyBundle.write(folder.resolve("large"), TinyModel.of(32, 32));
    Path place = root.resolve("bundles").resolve(bundle.sha256());
    Path inTheWay = place.resolve("model.onnx").resolve("a file in a folder");
    Files.createDirectories(inTheWay);

    assertThatThrownBy(() -> store.publish(bundle))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("model.onnx cannot be written")
        .hasMessageContaining("see that its disk has room");
    assertThat(store.has(bundle.sha256())).isFalse();
    try (Stream<Path> files = Files.list(place)) {
      assertThat(files).containsExactly(place.resolve("model.onnx"));
    }
  }

  @Test
  void shouldServeTheCopyWhileTheStoreIsAway() throws Exception {
    ModelBundle bundle = TinyBundle.write(folder.resolve("large"), TinyModel.of(32, 32));
    store.publish(bundle);
    Path cache = folder.resolve("copies");
    store.fetch(bundle.sha256(), cache);
    Path manifest = root.resolve("bundles").resolve(bundle.sha256()).resolve("manifest.json");
    Files.delete(manifest);
    Files.createDirectory(manifest);

    assertThat(store.fetch(bundle.sha256(), cache).sha256()).isEqualTo(bundle.sha256());
    assertThatThrownBy(() -> store.fetch(bundle.sha256(), folder.resolve("no copies")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be read");
  }
}
