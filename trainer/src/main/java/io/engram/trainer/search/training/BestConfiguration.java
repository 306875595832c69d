package io.engram.trainer.search.training;

import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.search.report.SearchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration that a search found best, as {@code engram train --config} takes it. */
public final class BestConfiguration {

  private static final String FILE = "best.json";

  private BestConfiguration() {}

  /** Writes it into {@code directory}, once a trial was trained. */
  public static void write(SearchReport report, Path directory) throws IOException {
    var best = report.best();
    if (best.isPresent()) {
      var config = RecipeConfig.of(best.get().job().trial().recipe());
      var text = ConfigJson.tree(config).toPrettyString() + "\n";
      Files.writeString(directory.resolve(FILE), text);
    }
  }
}
