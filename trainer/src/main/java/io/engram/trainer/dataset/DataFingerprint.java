package io.engram.trainer.dataset;

import static java.util.stream.Collectors.joining;

import io.engram.model.bundle.Sha256;
import java.io.IOException;
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
    return Sha256.of(manifest(dataset));
  }

  /**
   * The lines that {@link #of} is over.
   *
   * @throws IOException if a file cannot be read
   */
  public static String manifest(Dataset dataset) throws IOException {
    var digests = new TreeMap<String, String>();
    for (var file : dataset.files().entrySet()) {
      digests.put(file.getKey(), Sha256.of(file.getValue()));
    }
    if (!dataset.listed()) {
      digests.put("(training)", Sha256.of(lines(dataset.training().stream())));
      digests.put("(validation)", Sha256.of(lines(dataset.validation().stream())));
    }
    return lines(digests.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()));
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(joining());
  }
}
