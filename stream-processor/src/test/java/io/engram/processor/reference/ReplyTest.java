package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  private static final String NOW = "Wed, 25 Nov 2026 10:00:00 GMT";

  private static Answer answer(BasicHttpResponse head) {
    return new Reply(head, new byte[] {1}).toAnswer("http://a/b", "it says", "do that");
  }

  private static Optional<Duration> pause(String retryAfter) {
    BasicHttpResponse head = new BasicHttpResponse(503);
    head.addHeader("Date", NOW);
    head.addHeader("Retry-After", retryAfter);
    return ((Answer.Later) answer(head)).pause();
  }

  @Test
  void shouldReadHowLongAServerWantsToBeLeftAlone() {
    assertThat(pause("120")).contains(Duration.ofMinutes(2));
    assertThat(pause("Wed, 25 Nov 2026 10:00:30 GMT")).contains(Duration.ofSeconds(30));
    assertThat(pause("soon")).isEmpty();
    assertThat(pause("99999999999999999999")).isEmpty();
    assertThat(pause("-1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void shouldTryAgainWhatMayPass(int status) {
    assertThat(answer(new BasicHttpResponse(status))).isEqualTo(new Answer.Later("it says"));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 304, 400, 401, 403, 404, 410, 501, 505})
  void shouldNotTryAgainWhatStays(int status) {
    assertThat(answer(new BasicHttpResponse(status))).isInstanceOf(Answer.Refused.class);
  }

  @Test
  void shouldTakeIdentityForNoCompression() {
    BasicHttpResponse head = new BasicHttpResponse(200);
    head.addHeader("Content-Encoding", "identity");

    assertThat(answer(head)).isInstanceOf(Answer.Fetched.class);
  }
}
