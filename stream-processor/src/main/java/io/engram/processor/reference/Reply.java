package io.engram.processor.reference;

import io.engram.processor.reference.Answer.Fetched;
import io.engram.processor.reference.Answer.Later;
import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What a server answered.
 *
 * @param body whole where the status is 200, else at most its beginning
 */
record Reply(HttpResponse head, byte[] body) {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> MISSING = Set.of(404, 410);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

  int status() {
    return head.getCode();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
  }

  boolean isRedirect() {
    return REDIRECTS.contains(status());
  }

  /** Such as {@code the server answers 403 Forbidden}. */
  String said() {
    return "the server answers %d %s".formatted(status(), head.getReasonPhrase()).strip();
  }

  /**
   * What it means for a reference.
   *
   * @param shown the reference
   * @param said the reply in words
   * @param remedy where it is a refusal for good
   */
  Answer toAnswer(String shown, String said, String remedy) {
    if (status() == 200) {
      return isCompressed()
          ? Refusals.unreadable(
              shown,
              "it comes compressed with " + header("Content-Encoding").orElseThrow(),
              "have the server send images as they are")
          : new Fetched(body);
    }
    if (MISSING.contains(status())) {
      return new Refused(
          FailureReason.REFERENCE_NOT_FOUND,
          "%s does not exist: %s".formatted(shown, said),
          "check the address");
    }
    return PASSING.contains(status())
        ? new Later(said, retryAfter())
        : Refusals.unreadable(shown, said, remedy);
  }

  /** It was asked not to be: what a few bytes unpack to has no bound. */
  private boolean isCompressed() {
    return header("Content-Encoding")
        .filter(coding -> !coding.isBlank() && !coding.equalsIgnoreCase("identity"))
        .isPresent();
  }

  /** In seconds, or as a time by the server's own clock. */
  private Optional<Duration> retryAfter() {
    try {
      Optional<String> value = header("Retry-After");
      return value.isPresent() && value.get().matches("\\d{1,9}")
          ? value.map(Integer::parseInt).map(Duration::ofSeconds)
          : value.flatMap(
              then -> header("Date").map(now -> Duration.between(time(now), time(then))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static ZonedDateTime time(String header) {
    return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}
