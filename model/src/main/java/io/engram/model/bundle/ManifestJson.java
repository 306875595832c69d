package io.engram.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** A manifest as JSON: strict when it reads, reproducible to the byte when it writes. */
final class ManifestJson {
  static final String REBUILD = "train or download the bundle again";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          // Double.toString prints some values otherwise before Java 19 than after.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private ManifestJson() {}

  /** UTF-8, two spaces, line feeds on every system, fields in the order of the records. */
  static byte[] write(Manifest manifest) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return (MAPPER.writer(printer).writeValueAsString(manifest) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest can always be written", e);
    }
  }

  /** Reads the version first: a manifest of another format fails for that and nothing else. */
  static Manifest read(Object bundle, byte[] json) throws InvalidBundleException {
    try {
      JsonNode document = MAPPER.readTree(json);
      Checks.check(document.isObject(), "it is not a JSON object");
      checkFormat(bundle, document.path("formatVersion"));
      new FieldNames(MAPPER).check(document, Manifest.class);
      return MAPPER.readValue(json, Manifest.class);
    } catch (JsonMappingException e) {
      throw invalid(bundle, mappingReason(e), e);
    } catch (JsonProcessingException e) {
      throw invalid(bundle, at(e) + " is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (InvalidBundleException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw invalid(bundle, ": " + e.getMessage(), e);
    }
  }

  private static void checkFormat(Object bundle, JsonNode version) throws InvalidBundleException {
    Checks.check(version.isInt(), "formatVersion is missing or not a whole number");
    if (version.intValue() != Manifest.FORMAT_VERSION) {
      throw new InvalidBundleException(
          bundle,
          "its format version is %d, this Engram reads %d"
              .formatted(version.intValue(), Manifest.FORMAT_VERSION),
          version.intValue() > Manifest.FORMAT_VERSION
              ? "use a newer Engram"
              : "train the model again");
    }
  }

  /** Prefers our own words, which name the field, over Jackson's, which name Java classes. */
  private static String mappingReason(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException own) {
      return ": " + own.getMessage();
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      String type = mismatch.getTargetType().getSimpleName();
      return at(e) + ": " + field(e) + " is not a valid " + type;
    }
    return at(e) + ": " + e.getOriginalMessage();
  }

  private static InvalidBundleException invalid(Object bundle, String reason, Exception cause) {
    return new InvalidBundleException(bundle, "manifest.json" + reason, REBUILD, cause);
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
  }

  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
