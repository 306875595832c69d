package io.engram.trainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says by one number exactly which files a model was trained and measured on. */
public final class DataFingerprint {

  private DataFingerprint() {}

  /**
   * Returns the SHA-256 (hex) over one line {@code path SHA-256} for each list, photograph and map
   * of the data set, sorted by path. Reads every file once.
   */
  public static String of(DatasetDirectory dataset) throws IOException {
    var digests = new TreeMap<String, String>();
    var pairs =
        dataset.names().stream()
            .flatMap(name -> Stream.of(dataset.photograph(name), dataset.map(name)));
    for (Path file : Stream.concat(dataset.lists().stream(), pairs).toList()) {
      var path = dataset.root().relativize(file).toString().replace('\\', '/');
      digests.put(path, sha256(Files.readAllBytes(file)));
    }
    List<String> lines =
        digests.entrySet().stream().map(e -> e.getKey() + " " + e.getValue() + "\n").toList();
    return sha256(String.join("", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
