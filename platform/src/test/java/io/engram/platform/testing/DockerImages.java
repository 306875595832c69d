package io.engram.platform.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * Images that are here or can be fetched. Asked before Testcontainers, which tries for two minutes
 * to fetch what cannot be fetched.
 */
final class DockerImages {
  private static final int SECONDS_TO_ANSWER = 15;
  private static final int MINUTES_TO_FETCH = 10;

  private DockerImages() {}

  /**
   * @throws IOException if no Docker API answers, or an image is not here and cannot be fetched
   */
  static void require(String... images) throws IOException, InterruptedException {
    try (DockerClient docker = connect()) {
      for (String image : images) {
        require(docker, ImageNameSubstitutor.instance().apply(DockerImageName.parse(image)));
      }
    }
  }

  /** Testcontainers waits for ever for an API that takes a request and does not answer it. */
  private static DockerClient connect() throws IOException, InterruptedException {
    CompletableFuture<DockerClient> client =
        CompletableFuture.supplyAsync(
            () ->
                DockerClientProviderStrategy.getClientForConfig(
                    DockerClientFactory.instance().getTransportConfig()));
    try {
      return client.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no Docker API answers", e);
    }
  }

  private static void require(DockerClient docker, DockerImageName image)
      throws IOException, InterruptedException {
    try {
      docker.inspectImageCmd(image.asCanonicalNameString()).exec();
    } catch (NotFoundException e) {
      fetch(docker, image);
    }
  }

  private static void fetch(DockerClient docker, DockerImageName image)
      throws IOException, InterruptedException {
    try (Fetch fetch = new Fetch()) {
      docker.pullImageCmd(image.getUnversionedPart()).withTag(image.getVersionPart()).exec(fetch);
      fetch.await(image);
    }
  }

  private static final class Fetch extends ResultCallback.Adapter<PullResponseItem> {
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile String error;

    @Override
    public void onNext(PullResponseItem item) {
      if (item.getErrorDetail() != null) {
        error = item.getErrorDetail().getMessage();
      }
      begun.countDown();
    }

    @Override
    public void close() throws IOException {
      begun.countDown();
      super.close();
    }

    void await(DockerImageName image) throws IOException, InterruptedException {
      boolean fetched =
          begun.await(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
              && awaitCompletion(MINUTES_TO_FETCH, TimeUnit.MINUTES);
      if (!fetched || error != null) {
        throw new IOException(
            "%s cannot be fetched (%s)".formatted(image, fetched ? error : "it takes too long"));
      }
    }
  }
}
