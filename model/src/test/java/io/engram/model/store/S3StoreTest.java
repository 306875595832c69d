package io.engram.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real S3-compatible server, which checks signatures. */
class S3StoreTest extends ModelStoreContract {
  private static final String KEY = "engram-test";
  private static final String SECRET = "engram-test-secret";

  private static Path objects;
  private static BlobStoreContext context;
  private static S3Proxy server;
  private static int buckets;

  private String bucket;

  @BeforeAll
  static void startServer() throws Exception {
    objects = Files.createTempDirectory("engram-s3");
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", objects.toString());
    context =
        ContextBuilder.newBuilder("filesystem")
            .credentials(KEY, SECRET)
            .overrides(properties)
            .buildView(BlobStoreContext.class);
    server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    System.setProperty("aws.accessKeyId", KEY);
    System.setProperty("aws.secretAccessKey", SECRET);
  }

  @AfterAll
  static void stopServer() throws Exception {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.stop();
    context.close();
    try (var files = Files.walk(objects)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static StoreConfig config(String place) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    return new StoreConfig(place, new StoreConfig.S3(Optional.of(endpoint), "us-east-1"));
  }

  @Override
  ModelStore openEmpty() throws StoreException {
    bucket = "models-" + ++buckets;
    context.getBlobStore().createContainerInLocation(null, bucket);
    return ModelStore.open(config("s3://" + bucket + "/engram"));
  }

  @Override
  void tamper(String name, byte[] content) {
    BlobStore blobs = context.getBlobStore();
    String key = "engram/" + name;
    blobs.removeBlob(bucket, key);
    if (content != null) {
      blobs.putBlob(bucket, blobs.blobBuilder(key).payload(content).build());
    }
  }

  @Test
  void shouldNameTheBucketThatIsNotThere() throws Exception {
    try (ModelStore other = ModelStore.open(config("s3://no-such-bucket"))) {
      assertThatThrownBy(other::list)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("s3://no-such-bucket/")
          .hasMessageContaining("check the bucket");
    }
    assertThat(store.address("0").toString()).isEqualTo("s3://" + bucket + "/engram/bundles/0/");
  }
}
