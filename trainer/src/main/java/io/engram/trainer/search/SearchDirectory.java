package io.engram.trainer.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.trainer.search.space.InvalidSpaceException;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.SpaceFile;
import io.engram.trainer.search.strategy.StrategyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Where a search keeps what it writes: {@code search.json} (which search this is), {@code
 * space.json} (its space as it was given), {@code results.jsonl}, {@code trials/} and the report.
 *
 * @param id tells it from every other search
 * @param kind its strategy
 * @param data tells what its trials are trained on and start from
 */
public record SearchDirectory(Path path, String id, StrategyKind kind, String data, Space space) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IDENTITY = "search.json";
  private static final String SPACE = "space.json";

  /**
   * Opens the search in {@code path}, or begins one if there is none.
   *
   * @param spaceFile what to search
   * @param data tells what its trials are trained on and start from
   * @throws IOException if there is a search of another space, strategy, data set or backbone
   */
  public static SearchDirectory openOrCreate(
      Path path, Path spaceFile, StrategyKind kind, String data)
      throws IOException, InvalidSpaceException {
    String text = Files.readString(spaceFile);
    Space space = SpaceFile.parse(spaceFile.toString(), text);
    kind.requireIn(space, spaceFile.toString());
    if (!Files.exists(path.resolve(IDENTITY))) {
      return create(path, text, kind, data, space);
    }
    SearchDirectory found = open(path);
    found.requireSame(space, kind, data);
    return found;
  }

  /** Opens the search in {@code path}. */
  public static SearchDirectory open(Path path) throws IOException, InvalidSpaceException {
    Path identity = path.resolve(IDENTITY);
    if (!Files.exists(identity)) {
      throw new NoSuchFileException(
          path.toString(), null, "holds no search; start one with engram search run");
    }
    var fields = JSON.readTree(Files.readString(identity));
    return new SearchDirectory(
        path,
        fields.path("id").asText(),
        StrategyKind.named(fields.path("strategy").asText()),
        fields.path("data").asText(),
        SpaceFile.read(path.resolve(SPACE)));
  }

  /** The identity is written last and at once: a directory without it holds no search. */
  private static SearchDirectory create(
      Path path, String spaceText, StrategyKind kind, String data, Space space) throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve(SPACE), spaceText);
    String id = UUID.randomUUID().toString();
    ObjectNode fields = JSON.createObjectNode();
    fields.put("id", id).put("strategy", kind.label()).put("data", data);
    Path fresh = path.resolve(IDENTITY + ".new");
    Files.writeString(fresh, fields.toPrettyString() + "\n");
    Files.move(fresh, path.resolve(IDENTITY), StandardCopyOption.ATOMIC_MOVE);
    return new SearchDirectory(path, id, kind, data, space);
  }

  private void requireSame(Space otherSpace, StrategyKind otherKind, String otherData)
      throws IOException {
    requireSame("space", space.equals(otherSpace));
    requireSame("strategy", kind == otherKind);
    requireSame("data set or backbone", data.equals(otherData));
  }

  private void requireSame(String what, boolean same) throws IOException {
    if (!same) {
      throw new IOException(
          "%s holds a search with another %s; give another directory to start a new one"
              .formatted(path, what));
    }
  }

  /** Opens the file of results, which only one process can. */
  public ResultsFile results() throws IOException {
    return ResultsFile.open(resultsFile());
  }

  /** The file of results. */
  public Path resultsFile() {
    return path.resolve("results.jsonl");
  }

  /** Directories of the trials that are trained here. */
  public TrialDirectories trials() {
    return new TrialDirectories(path.resolve("trials"));
  }
}
