package io.engram.schemas.evolution;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The committed versions of one event, oldest first. */
record SchemaHistory(String event, List<AvroSchema> versions) {
  private static final Path ROOT = Path.of("src/test/resources/avro-history");

  static SchemaHistory of(String event) {
    List<AvroSchema> versions = new ArrayList<>();
    for (int number = 1; Files.exists(file(event, number)); number++) {
      versions.add(read(file(event, number)));
    }
    return new SchemaHistory(event, List.copyOf(versions));
  }

  boolean endsWith(AvroSchema schema) {
    return !versions.isEmpty() && versions.get(versions.size() - 1).equals(schema);
  }

  /** Where the next version is to be committed. */
  Path next() {
    return file(event, versions.size() + 1);
  }

  private static Path file(String event, int number) {
    return ROOT.resolve(event).resolve("v" + number + ".avsc");
  }

  private static AvroSchema read(Path file) {
    try {
      return new AvroSchema(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
