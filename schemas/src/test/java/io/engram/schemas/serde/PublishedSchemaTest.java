package io.engram.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.ModelRelease;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class PublishedSchemaTest {
  @Test
  void shouldBeTheSchemaOfTheSourceFile() throws Exception {
    Schema source =
        new Schema.Parser().parse(Path.of("src/main/avro/ImageReference.avsc").toFile());
    assertThat(PublishedSchema.of(ImageReference.class).rawSchema().toString())
        .isEqualTo(source.toString());
  }

  @Test
  void shouldHoldNoHintsForJavaAtAnyDepth() {
    assertThat(ImageEvent.SCHEMA$.toString()).contains("avro.java.string");
    assertThat(PublishedSchema.of(ImageEvent.class).canonicalString()).doesNotContain("java");
    assertThat(PublishedSchema.of(ModelRelease.class).canonicalString()).doesNotContain("java");
  }

  @Test
  void shouldDescribeTheSameBytesAsTheGeneratedSchema() {
    Schema published = PublishedSchema.of(ImageEvent.class).rawSchema();
    assertThat(
            SchemaCompatibility.checkReaderWriterCompatibility(ImageEvent.SCHEMA$, published)
                .getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }
}
