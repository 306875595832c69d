package io.engram.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.engram.schemas.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerializerTest {
  private static final String TOPIC = "pictures";

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final AvroSerializer<ImageReference> serializer =
      new AvroSerializer<>(registry, ImageReference.class);

  @Test
  void shouldWriteConfluentsWireFormat() throws Exception {
    int id = registry.register("pictures-value", PublishedSchema.of(ImageReference.class));

    byte[] payload = serializer.serialize(TOPIC, reference("file:/a", "0f"));

    // By hand, from the formats' specifications: lengths and union branches are zigzag varints.
    byte[] expected = {
      0,
      0,
      0,
      0,
      (byte) id, // magic byte, big-endian schema id
      14,
      'f',
      'i',
      'l',
      'e',
      ':',
      '/',
      'a', // 7 bytes of UTF-8
      2,
      4,
      '0',
      'f' // branch 1 of [null, string], 2 bytes of UTF-8
    };
    assertThat(payload).containsExactly(expected);
  }

  @Test
  void shouldWriteAllFourBytesOfTheSchemaId() {
    assertThat(WireFormat.header(0x01020304)).containsExactly(0, 1, 2, 3, 4);
    assertThat(WireFormat.schemaId(TOPIC, new byte[] {0, 1, 2, 3, 4, 9})).isEqualTo(0x01020304);
  }

  @Test
  void shouldWriteStringsAsUtf8() throws Exception {
    registry.register("pictures-value", PublishedSchema.of(ImageReference.class));

    byte[] payload = serializer.serialize(TOPIC, reference("ä", null));

    assertThat(payload).endsWith(4, 0xC3, 0xA4, 0);
    assertThat(new String(payload, 6, 2, StandardCharsets.UTF_8)).isEqualTo("ä");
  }

  @Test
  void shouldKeepATombstoneWithoutAskingTheRegistry() {
    assertThat(serializer.serialize(TOPIC, null)).isNull();
  }

  @Test
  void shouldNameTheRemedyForAnUnregisteredSchemaAndRegisterNothing() {
    assertThatThrownBy(() -> serializer.serialize(TOPIC, reference("file:/a", null)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll("Topic pictures", "pictures-value", "engram topics apply");
    assertThatThrownBy(
            () -> registry.getId("pictures-value", PublishedSchema.of(ImageReference.class)))
        .isInstanceOf(RestClientException.class);
  }

  @Test
  void shouldServeATopicOnceItsSchemaIsRegisteredAfterAFailure() throws Exception {
    assertThatThrownBy(() -> serializer.serialize(TOPIC, reference("file:/a", null)))
        .isInstanceOf(SerializationException.class);

    registry.register("pictures-value", PublishedSchema.of(ImageReference.class));

    assertThat(serializer.serialize(TOPIC, reference("file:/a", null))).isNotEmpty();
  }

  @Test
  void shouldAskTheRegistryOnceForEachTopic() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    MockSchemaRegistryClient counting =
        new MockSchemaRegistryClient() {
          @Override
          public int getId(String subject, ParsedSchema schema)
              throws IOException, RestClientException {
            asked.incrementAndGet();
            return super.getId(subject, schema);
          }
        };
    counting.register("pictures-value", PublishedSchema.of(ImageReference.class));
    var countingSerializer = new AvroSerializer<>(counting, ImageReference.class);

    countingSerializer.serialize(TOPIC, reference("file:/a", null));
    countingSerializer.serialize(TOPIC, reference("file:/b", null));

    assertThat(asked).hasValue(1);
  }

  @Test
  void shouldNameTheFieldThatAnEventLacks() throws Exception {
    registry.register("pictures-value", PublishedSchema.of(ImageReference.class));

    assertThatThrownBy(() -> serializer.serialize(TOPIC, new ImageReference()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll("Topic pictures", "ImageReference", "uri");
  }

  @Test
  void shouldBlameTheRegistryWhenItDoesNotAnswer() {
    try (AvroSerdes unreachable = AvroSerdes.connect("http://localhost:1")) {
      var disconnected = unreachable.serializer(ImageReference.class);
      assertThatThrownBy(() -> disconnected.serialize(TOPIC, reference("file:/a", null)))
          .isInstanceOf(RegistryUnavailableException.class)
          .isNotInstanceOf(SerializationException.class)
          .hasMessageContainingAll("Topic pictures", "pictures-value", "Check its URL");
    }
  }

  @Test
  void shouldRefuseToWriteKeys() {
    assertThatThrownBy(() -> serializer.configure(Map.of(), true))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("string serializer");
  }

  private static ImageReference reference(String uri, String sha256) {
    return ImageReference.newBuilder().setUri(uri).setSha256(sha256).build();
  }
}
