package io.engram.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.schemas.Bounds;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.RegionOfInterest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class AvroDeserializerTest {
  private static final String TOPIC = "pictures";

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final AvroDeserializer<ImageReference> deserializer =
      new AvroDeserializer<>(registry, ImageReference.class);

  @Test
  void shouldReadAnEventAsItWasWritten() throws Exception {
    registry.register("pictures-value", PublishedSchema.of(ImageEvent.class));
    ImageEvent event =
        ImageEvent.newBuilder()
            .setImageId("poster.png")
            .setContent(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .setCampaign("spring")
            .setRegionsOfInterest(
                List.of(new RegionOfInterest("logo", new Bounds(0.1, 0.2, 0.3, 0.4))))
            .setSubmittedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
            .build();

    try (Serde<ImageEvent> serde = AvroSerdes.of(registry).serde(ImageEvent.class)) {
      byte[] payload = serde.serializer().serialize(TOPIC, event);
      assertThat(serde.deserializer().deserialize(TOPIC, payload)).isEqualTo(event);
    }
  }

  @Test
  void shouldKeepATombstone() {
    assertThat(deserializer.deserialize(TOPIC, null)).isNull();
  }

  @Test
  void shouldFillAFieldThatAnOlderWriterDidNotKnow() throws Exception {
    Schema older = schema("{'name': 'uri', 'type': 'string'}");

    byte[] payload = written(new GenericRecordBuilder(older).set("uri", "file:/a").build());

    assertThat(deserializer.deserialize(TOPIC, payload))
        .isEqualTo(new ImageReference("file:/a", null));
  }

  @Test
  void shouldPassOverAFieldThatOnlyANewerWriterKnows() throws Exception {
    Schema newer =
        schema(
            "{'name': 'etag', 'type': 'string', 'default': ''}, {'name': 'uri', 'type': 'string'}");
    GenericRecord event =
        new GenericRecordBuilder(newer).set("etag", "x").set("uri", "file:/a").build();

    assertThat(deserializer.deserialize(TOPIC, written(event)).getUri()).isEqualTo("file:/a");
  }

  @Test
  void shouldRejectBytesThatAreNotInTheWireFormat() {
    assertPoison(new byte[0], "0 bytes");
    assertPoison(new byte[] {0, 0, 0, 1}, "4 bytes");
    assertPoison("{\"uri\": \"file:/a\"}".getBytes(UTF_8), "begins with 0x7b");
  }

  @Test
  void shouldRejectASchemaIdThatTheRegistryDoesNotKnow() {
    assertPoison(new byte[] {0, 0, 0, 0, 99, 0}, "schema 99", "no such schema");
  }

  @Test
  void shouldRejectATruncatedEvent() throws Exception {
    int id = registry.register("pictures-value", PublishedSchema.of(ImageReference.class));
    assertPoison(new byte[] {0, 0, 0, 0, (byte) id, 14, 'f'}, "schema " + id, "do not fit");
  }

  @Test
  void shouldRejectALengthBeyondThePayloadWithoutAllocatingIt() throws Exception {
    int id = registry.register("pictures-value", PublishedSchema.of(ImageReference.class));
    byte more = (byte) 0x80;
    byte[] gibibyte = {0, 0, 0, 0, (byte) id, more, more, more, more, 8, 'f'};
    assertPoison(gibibyte, "do not fit");
  }

  @Test
  void shouldRejectAUnionBranchThatDoesNotExist() throws Exception {
    int id = registry.register("pictures-value", PublishedSchema.of(ImageReference.class));
    assertPoison(new byte[] {0, 0, 0, 0, (byte) id, 2, 'f', 44}, "do not fit");
  }

  @Test
  void shouldRejectAnotherKindOfEvent() throws Exception {
    registry.register("pictures-value", PublishedSchema.of(Bounds.class));
    byte[] bounds =
        new AvroSerializer<>(registry, Bounds.class).serialize(TOPIC, new Bounds(0., 0., 1., 1.));
    assertPoison(bounds, "ImageReference", "Bounds");
  }

  @Test
  void shouldReadGoodPayloadsAfterABadOne() throws Exception {
    int id = registry.register("pictures-value", PublishedSchema.of(ImageReference.class));
    assertPoison(new byte[] {0, 0, 0, 0, (byte) id, 14}, "do not fit");

    byte[] good = {0, 0, 0, 0, (byte) id, 2, 'f', 0};

    assertThat(deserializer.deserialize(TOPIC, good)).isEqualTo(new ImageReference("f", null));
  }

  @Test
  void shouldBlameTheRegistryWhenItDoesNotAnswer() {
    try (AvroSerdes unreachable = AvroSerdes.connect("http://localhost:1")) {
      var disconnected = unreachable.deserializer(ImageReference.class);
      assertThatThrownBy(() -> disconnected.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 1, 0}))
          .isInstanceOf(RegistryUnavailableException.class)
          .isNotInstanceOf(SerializationException.class)
          .hasMessageContainingAll("Topic pictures", "schema 1");
    }
  }

  private void assertPoison(byte[] payload, String... named) {
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, payload))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Topic " + TOPIC)
        .hasMessageContainingAll(named);
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse(
            "{'type': 'record', 'name': 'ImageReference', 'namespace': 'io.engram.schemas', 'fields': [%s]}"
                .formatted(fields)
                .replace('\'', '"'));
  }

  /** Written as any other producer would: by Avro's generic writer. */
  private byte[] written(GenericRecord event) throws Exception {
    int id = registry.register("pictures-value", new AvroSchema(event.getSchema()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(WireFormat.header(id));
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(event.getSchema(), GenericData.get())
        .write(event, encoder);
    return bytes.toByteArray();
  }
}
