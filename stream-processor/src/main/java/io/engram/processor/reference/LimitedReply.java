package io.engram.processor.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Receives a reply and breaks it off where it becomes too large. For one reply. */
final class LimitedReply extends AbstractBinResponseConsumer<Reply> {
  /** What is kept of a page that says why there is no image. */
  private static final int MAX_ERROR_BYTES = 1 << 14;

  private static final int FIRST_BYTES = 1 << 16;

  /** An image has more bytes than are allowed. */
  static final class TooManyBytesException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final int maxBytes;
  private HttpResponse head;
  private ByteArrayBuffer body;
  private int limit;

  LimitedReply(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  protected void start(HttpResponse response, ContentType type) throws IOException {
    head = response;
    boolean image = response.getCode() == 200;
    limit = image ? maxBytes : MAX_ERROR_BYTES;
    long length = claimed(response);
    if (image && length > limit) {
      throw new TooManyBytesException();
    }
    // It grows with what comes: a claim alone must not take the memory.
    int expected = (int) Math.max(0, Math.min(FIRST_BYTES, Math.min(limit, length)));
    body = withinMemory(() -> new ByteArrayBuffer(expected));
  }

  /** An error would end the client's thread, and with it every other reply. */
  private static <T> T withinMemory(Supplier<T> allocation) throws IOException {
    try {
      return allocation.get();
    } catch (OutOfMemoryError e) {
      throw new IOException("the processor has no memory for it at the moment", e);
    }
  }

  /** What the reply claims; its bytes are counted all the same. */
  private static long claimed(HttpResponse response) {
    Header length = response.getFirstHeader("Content-Length");
    try {
      return length == null ? FIRST_BYTES : Long.parseLong(length.getValue());
    } catch (NumberFormatException e) {
      return FIRST_BYTES;
    }
  }

  @Override
  protected int capacityIncrement() {
    return Integer.MAX_VALUE;
  }

  @Override
  protected void data(ByteBuffer bytes, boolean last) throws IOException {
    if (bytes.remaining() <= limit - body.length()) {
      ByteArrayBuffer kept = body;
      body =
          withinMemory(
              () -> {
                kept.append(bytes);
                return kept;
              });
    } else if (head.getCode() == 200) {
      throw new TooManyBytesException();
    } else {
      throw new IOException("it answers %d with an endless page".formatted(head.getCode()));
    }
  }

  @Override
  protected Reply buildResult() {
    boolean full = body.length() == body.capacity();
    return new Reply(head, full ? body.array() : body.toByteArray());
  }

  @Override
  public void releaseResources() {
    body = null;
  }
}
