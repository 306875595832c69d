package io.engram.cli.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.schemas.Bounds;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.Region;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** For programs: one JSON object on each line, with all regions; a failure has no score. */
final class JsonWriter implements ResultWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> lines;

  JsonWriter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void scored(MemorabilityScore score) {
    var json = new LinkedHashMap<String, Object>();
    json.put("image", score.getImageId());
    json.put("campaign", score.getCampaign());
    json.put("score", score.getScore());
    json.put("width", score.getImageWidth());
    json.put("height", score.getImageHeight());
    json.put("sha256", score.getContentSha256());
    json.put("model", score.getModelName());
    json.put("version", score.getModelVersion());
    json.put("submittedAt", score.getSubmittedAt().toString());
    json.put("scoredAt", score.getScoredAt().toString());
    json.put("regions", score.getRegions().stream().map(JsonWriter::region).toList());
    write(json);
  }

  @Override
  public void failed(Failure failure) {
    var json = new LinkedHashMap<String, Object>();
    json.put("image", failure.imageId());
    json.put("failure", failure.reason());
    json.put("detail", failure.detail());
    json.put("remedy", failure.remedy());
    write(json);
  }

  private static Map<String, Object> region(Region region) {
    Bounds bounds = region.getBounds();
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", region.getKind().name());
    json.put("name", region.getName());
    json.put("rank", region.getRank());
    json.put("share", region.getShare());
    json.put("mean", region.getMean());
    json.put("peak", region.getPeak());
    json.put("area", region.getArea());
    json.put("left", bounds.getLeft());
    json.put("top", bounds.getTop());
    json.put("width", bounds.getWidth());
    json.put("height", bounds.getHeight());
    return json;
  }

  private void write(Map<String, Object> json) {
    try {
      lines.accept(JSON.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
