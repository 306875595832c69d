package io.engram.cli.models;

import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import io.engram.model.store.StoreException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that needs the model store. */
public final class StoreOptions {
  private static final String FOLDER = "model-store";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--store",
      paramLabel = "PLACE",
      defaultValue = "${env:ENGRAM_MODEL_STORE:-" + FOLDER + "}",
      description =
          "The model store: a folder, or s3://BUCKET/PREFIX. Default: $$ENGRAM_MODEL_STORE, else the"
              + " folder "
              + FOLDER
              + ".")
  private String place;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      defaultValue = "${env:ENGRAM_S3_ENDPOINT:-}",
      description =
          "Address of the S3-compatible store. Default: $$ENGRAM_S3_ENDPOINT, else Amazon's.")
  private String endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "NAME",
      defaultValue = "${env:AWS_REGION:-us-east-1}",
      description = "Its region. Default: $$AWS_REGION, else us-east-1.")
  private String region;

  /**
   * Opens the store.
   *
   * @throws StoreException if there is no way to reach it
   */
  public ModelStore open() throws StoreException {
    return ModelStore.open(config());
  }

  /** Where the store is. */
  public StoreConfig config() {
    try {
      var address = endpoint.isEmpty() ? Optional.<URI>empty() : Optional.of(URI.create(endpoint));
      return new StoreConfig(place, new StoreConfig.S3(address, region));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
