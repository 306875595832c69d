package io.engram.trainer.dataset;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
   * of the data set, sorted by path; where no lists say what is trained on, over one for the names
   * of each part as well. Reads every file once.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Dataset dataset) throws IOException {
    var digests = new TreeMap<String, String>();
    for (var file : dataset.files().entrySet()) {
      digests.put(file.getKey(), sha256(file.getValue()));
    }
    if (!dataset.listed()) {
      digests.put("(training)", sha256(lines(dataset.training())));
      digests.put("(validation)", sha256(lines(dataset.validation())));
    }
    return sha256(lines(digests.entrySet().stream().map(e -> e.getKey() + " " + e.getValue())));
  }

  private static byte[] lines(List<String> lines) {
    return lines(lines.stream());
  }

  private static byte[] lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(joining()).getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(Path file) throws IOException {
    var digest = sha256();
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
