package io.engram.cli.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.CommandFailedException;
import io.engram.processor.metrics.ScoringMeters;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static HttpResponse<String> ask(Metrics metrics, String method, String path)
      throws Exception {
    URI address = URI.create("http://localhost:" + metrics.port().orElseThrow() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void shouldTellWhatIsCountedInPrometheusFormat() throws Exception {
    try (Metrics metrics = Metrics.on(0)) {
      var meters = new ScoringMeters(metrics.registry());
      meters.imageAdmitted();
      meters.modelServes("tiny", "1");

      HttpResponse<String> answer = ask(metrics, "GET", "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body())
          .contains("engram_images_admitted_total 1.0")
          .contains("engram_model_serving{model=\"tiny\",version=\"1\"} 1.0")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void shouldAnswerNothingElse() throws Exception {
    try (Metrics metrics = Metrics.on(0)) {
      assertThat(ask(metrics, "GET", "/").statusCode()).isEqualTo(404);
      assertThat(ask(metrics, "POST", "/metrics").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void shouldBeLiveAndNotReadyUntilItIsToldOtherwise() throws Exception {
    try (Metrics metrics = Metrics.on(0)) {
      assertThat(ask(metrics, "GET", "/health/live").statusCode()).isEqualTo(200);
      assertThat(ask(metrics, "GET", "/health/ready").statusCode()).isEqualTo(503);

      metrics.answerFor(new Health(() -> false, () -> true));

      assertThat(ask(metrics, "GET", "/health/live").body()).isEqualTo("not live\n");
      assertThat(ask(metrics, "GET", "/health/ready").body()).isEqualTo("ready\n");
    }
  }

  @Test
  void shouldAnswerWhileSomebodyHasNotFinishedAsking() throws Exception {
    try (Metrics metrics = Metrics.on(0);
        Socket slow = new Socket("localhost", metrics.port().orElseThrow())) {
      slow.getOutputStream().write("GET / HT".getBytes(US_ASCII));
      slow.getOutputStream().flush();

      assertThat(ask(metrics, "GET", "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldNameAPortThatIsTaken() throws Exception {
    try (Metrics metrics = Metrics.on(0)) {
      int taken = metrics.port().orElseThrow();

      assertThatThrownBy(() -> Metrics.on(taken))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("port " + taken);
    }
  }

  @Test
  void shouldCountWhereNobodyReads() {
    try (Metrics metrics = Metrics.untold()) {
      new ScoringMeters(metrics.registry()).imageAdmitted();

      assertThat(metrics.registry().get("engram.images.admitted").counter().count()).isEqualTo(1);
      assertThat(metrics.port()).isEmpty();
    }
  }
}
