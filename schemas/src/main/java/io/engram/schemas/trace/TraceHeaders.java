package io.engram.schemas.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a record tells of the trace that it belongs to, in its headers, such as {@code traceparent}.
 *
 * @param propagator says in which, and how; usually <a
 *     href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceHeaders(TextMapPropagator propagator) {

  /**
   * Where what is done with the record belongs; the root of a new trace if its headers don't say.
   */
  public Context read(Headers headers) {
    return propagator.extract(Context.root(), headers, Values.OF);
  }

  /** Has what reads the record go on from here, whatever its headers said before. */
  public void write(Context context, Headers headers) {
    propagator.inject(
        context,
        headers,
        (carrier, name, value) -> carrier.remove(name).add(name, value.getBytes(UTF_8)));
  }

  /** Headers may come in any form; names are compared as they are, as Kafka does. */
  private enum Values implements TextMapGetter<Headers> {
    OF;

    @Override
    public Iterable<String> keys(Headers headers) {
      List<String> names = new ArrayList<>();
      headers.forEach(header -> names.add(header.key()));
      return names;
    }

    @Override
    public String get(Headers headers, String name) {
      Header header = headers == null ? null : headers.lastHeader(name);
      return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
  }
}
