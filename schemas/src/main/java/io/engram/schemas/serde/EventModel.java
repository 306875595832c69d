package io.engram.schemas.serde;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's view of one event: which generated classes stand for its schemas.
 *
 * <p>A schema from outside can name any class. Avro therefore instantiates only classes that the
 * whole JVM trusts by a system property or static setting. This model needs neither: it finds
 * classes only in the event's own package.
 */
final class EventModel extends SpecificData {
  private final String trustedPackage;
  private final Map<String, Optional<Class<?>>> classes = new ConcurrentHashMap<>();

  EventModel(Class<? extends SpecificRecord> event) {
    super(event.getClassLoader());
    this.trustedPackage = event.getPackageName();
    SpecificData.getForClass(event).getConversions().forEach(this::addLogicalTypeConversion);
  }

  @Override
  public Class<?> getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED ->
          trustedPackage.equals(schema.getNamespace())
              ? classes.computeIfAbsent(schema.getFullName(), this::load).orElse(null)
              : null;
      default -> super.getClass(schema);
    };
  }

  private Optional<Class<?>> load(String name) {
    try {
      return Optional.of(Class.forName(name, false, getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
