package io.engram.cli.trace;

import io.engram.cli.console.CommandFailedException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Where a command tells of the images that it follows: to the collector that <a
 * href="https://opentelemetry.io/docs/languages/sdk-configuration/">OpenTelemetry's variables</a>
 * name, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}, or Java's properties of the same names. Where
 * none is named nobody is told, and images go on with the traces that they came with.
 */
public final class Traces implements AutoCloseable {
  /** Each of them turns traces on. */
  private static final List<String> SWITCHES =
      List.of(
          "otel.exporter.otlp.endpoint",
          "otel.exporter.otlp.traces.endpoint",
          "otel.traces.exporter");

  /** A collector that does not answer must not make a stop long. */
  private static final int END_SECONDS = 3;

  private final OpenTelemetry telemetry;
  private final Runnable end;

  private Traces(OpenTelemetry telemetry, Runnable end) {
    this.telemetry = telemetry;
    this.end = end;
  }

  /**
   * Begins to tell, if a collector is named. One that does not answer costs its spans, and nothing
   * else.
   *
   * @param service that tells, unless {@code OTEL_SERVICE_NAME} is set
   * @throws CommandFailedException if a variable has a wrong value
   */
  public static Traces open(String service) throws CommandFailedException {
    if (SWITCHES.stream().noneMatch(Traces::isSet)) {
      return new Traces(
          OpenTelemetry.propagating(
              ContextPropagators.create(W3CTraceContextPropagator.getInstance())),
          () -> {});
    }
    try {
      OpenTelemetrySdk sdk = sdk(service);
      return new Traces(sdk, () -> sdk.shutdown().join(END_SECONDS, TimeUnit.SECONDS));
    } catch (ConfigurationException | IllegalArgumentException e) {
      throw new CommandFailedException(
          "traces",
          "can't be sent as the variables OTEL_... say (" + cause(e).getMessage() + ")",
          "Correct them, or set OTEL_SDK_DISABLED=true.",
          e);
    }
  }

  /** The library says there what is wrong. */
  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }

  /** An empty value is none, as OpenTelemetry has it. */
  private static boolean isSet(String property) {
    String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
    return isSet(System::getProperty, property) || isSet(System::getenv, variable);
  }

  private static boolean isSet(UnaryOperator<String> values, String name) {
    String value = values.apply(name);
    return value != null && !value.isBlank();
  }

  /** Metrics and logs have ways of their own. */
  private static OpenTelemetrySdk sdk(String service) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(
            () ->
                Map.of(
                    "otel.service.name", service,
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  /** What the command follows images with. */
  public OpenTelemetry telemetry() {
    return telemetry;
  }

  /** Sends what is left, for three seconds at most. */
  @Override
  public void close() {
    end.run();
  }
}
