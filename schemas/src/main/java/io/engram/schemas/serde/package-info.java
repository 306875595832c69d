/**
 * Events as bytes and back, in the wire format of Confluent's serializers.
 *
 * <pre>
 *  byte   0       1 2 3 4                5 ...
 *       +------+----------------------+------------------------+
 *       | 0x00 | schema id, big-endian | Avro binary            |
 *       +------+----------------------+------------------------+
 * </pre>
 *
 * The id names the writer's schema in a schema registry, where it stands under the subject {@code
 * <topic>-value}. Serializers look ids up and never register: schemas change in an explicit step
 * ({@link io.engram.schemas.topics.TopicsApplier}), not because some producer started.
 *
 * <p>Two kinds of failure are kept apart. What is wrong with one payload is a {@link
 * org.apache.kafka.common.errors.SerializationException}: pass that record by. A registry that does
 * not answer is a {@link io.engram.schemas.serde.RegistryUnavailableException}: no record is at
 * fault, and none may be passed by.
 *
 * <p>Source: Confluent, "Wire format", in the documentation of Schema Registry's serializers.
 */
package io.engram.schemas.serde;
