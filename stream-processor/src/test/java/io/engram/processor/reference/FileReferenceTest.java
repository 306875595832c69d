package io.engram.processor.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReferenceTest {
  @TempDir private Path folder;
  private Path allowed;
  private final Fixture fixture = new Fixture();

  @BeforeEach
  void allowOneFolder() throws IOException {
    folder = folder.toRealPath();
    allowed = Files.createDirectory(folder.resolve("allowed"));
    fixture.folders(allowed);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void shouldRefuse(Path file, FailureReason reason) throws Exception {
    shouldRefuse(file.toUri().toString(), reason);
  }

  private void shouldRefuse(String uri, FailureReason reason) throws Exception {
    assertThat(fixture.refusal(uri))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).contains(uri);
              assertThat(refused.remedy()).isNotBlank();
            });
  }

  @Test
  void shouldReadFilesInAllowedFolders() throws Exception {
    Path file = Files.writeString(allowed.resolve("a b.jpg"), "abc");

    assertThat(fixture.bytes(file.toUri().toString())).asString(UTF_8).isEqualTo("abc");
  }

  @Test
  void shouldRefuseFilesOutsideTheAllowedFoldersWhetherTheyExistOrNot() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "abc");

    shouldRefuse(secret, FailureReason.REFERENCE_NOT_ALLOWED);
    shouldRefuse(folder.resolve("missing"), FailureReason.REFERENCE_NOT_ALLOWED);
    shouldRefuse(allowed.toUri() + "../secret", FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldRefuseLinksThatLeadOutOfTheAllowedFolders() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "abc");
    Path link = Files.createSymbolicLink(allowed.resolve("link.jpg"), secret);

    shouldRefuse(link, FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldSayThatAFileIsMissingBelowALinkToAnAllowedFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("mounted"), allowed);
    Files.writeString(allowed.resolve("here.jpg"), "abc");

    assertThat(fixture.bytes(link.resolve("here.jpg").toUri().toString())).hasSize(3);
    shouldRefuse(link.resolve("a/missing.jpg"), FailureReason.REFERENCE_NOT_FOUND);
    shouldRefuse(link.resolve("../missing.jpg"), FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldAllowNothingByDefault() throws Exception {
    Path file = Files.writeString(allowed.resolve("a.jpg"), "abc");
    fixture.folders();

    shouldRefuse(file, FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldRefuseWhatIsMissingTooLargeOrNoFile() throws Exception {
    Path large = Files.write(allowed.resolve("large.jpg"), new byte[Fixture.MAX_BYTES + 1]);

    shouldRefuse(allowed.resolve("missing.jpg"), FailureReason.REFERENCE_NOT_FOUND);
    shouldRefuse(large, FailureReason.TOO_MANY_BYTES);
    shouldRefuse(allowed, FailureReason.REFERENCE_UNREADABLE);
  }

  @Test
  void shouldRefuseOtherSchemesAndMalformedAddresses() throws Exception {
    for (String uri : List.of("", "a.jpg", "FTP://a/b", "jar:file:///a!/b", "data:,a")) {
      shouldRefuse(uri, FailureReason.REFERENCE_NOT_ALLOWED);
    }
    for (String uri : List.of("file://host/a.jpg", "file:a.jpg", "file:///%zz", "::")) {
      shouldRefuse(uri, FailureReason.INVALID_EVENT);
    }
  }
}
