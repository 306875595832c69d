package io.engram.processor.reference;

import io.engram.processor.reference.Answer.Later;
import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.HttpException;

/** Tells what no reply means for a reference. */
final class HttpFailures {
  private HttpFailures() {}

  /**
   * What it means.
   *
   * @param shown the reference
   * @throws CompletionException if it is none of the network's failures
   */
  static Answer answer(String shown, Throwable failure, int maxBytes, Duration timeout) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CheckedLookup.RefusedAddressException refused) {
      return notAllowed(shown, refused);
    }
    if (cause instanceof LimitedReply.TooManyBytesException) {
      return Refusals.tooManyBytes(shown, maxBytes);
    }
    if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
      return Refusals.unreadable(
          shown,
          "its server cannot be trusted: " + cause.getMessage(),
          "give the server a certificate for its name that this processor's Java trusts");
    }
    if (cause instanceof TimeoutException) {
      return new Later("it takes longer than %,d ms".formatted(timeout.toMillis()));
    }
    if (cause instanceof UnknownHostException) {
      return new Later("its host is unknown");
    }
    if (cause instanceof IOException
        || cause instanceof HttpException
        || cause instanceof CancellationException) {
      return new Later(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }
    throw new CompletionException(cause);
  }

  /** Which address it is stays untold: events' writers would learn of the network behind. */
  private static Refused notAllowed(String shown, CheckedLookup.RefusedAddressException refused) {
    return refused.kind() == AddressKind.PRIVATE
        ? new Refused(
            FailureReason.REFERENCE_NOT_ALLOWED,
            "%s is not allowed: host %s has a loopback or private address"
                .formatted(shown, refused.getMessage()),
            "if it should be read from, add the host to references.private-hosts")
        : new Refused(
            FailureReason.REFERENCE_NOT_ALLOWED,
            "%s is not allowed: host %s has a link-local, multicast or reserved address"
                .formatted(shown, refused.getMessage()),
            "submit the bytes inline");
  }
}
