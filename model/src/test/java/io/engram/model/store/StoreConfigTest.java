package io.engram.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigTest {
  @ParameterizedTest
  @CsvSource({
    "s3://models, s3://models/",
    "s3://models/, s3://models/",
    "s3://models/a/b, s3://models/a/b/",
    "s3://models/a/b/, s3://models/a/b/",
  })
  void shouldTakeBucketsWithAndWithoutPrefix(String place, String address) throws Exception {
    try (Blobs blobs = new StoreConfig(place, StoreConfig.S3.AMAZON).open()) {
      assertThat(blobs).hasToString(address);
    }
  }

  @Test
  void shouldTakeFolders() throws Exception {
    try (Blobs blobs = new StoreConfig("file:///srv/models", StoreConfig.S3.AMAZON).open()) {
      assertThat(blobs).hasToString("/srv/models");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://models", "s3://", "s3://models?x", "gs://models"})
  void shouldRefuseOtherPlaces(String place) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreConfig(place, StoreConfig.S3.AMAZON))
        .withMessageContaining("'" + place + "' is no model store");
  }
}
