/**
 * A real Kafka broker and a real schema registry without installing any, for the demo and for
 * integration tests.
 *
 * <pre>
 *  this JVM                                 child JVM
 *  EmbeddedPlatform                         RegistryMain
 *   +- EmbeddedBroker: KRaft, one node       +- Apicurio Registry, Confluent's API
 *   +- EmbeddedRegistry --- starts, stops --^   (exits when its standard input ends)
 * </pre>
 *
 * <p>The registry has a JVM of its own, since its libraries are not ours; its standard input is a
 * pipe from this one. However this JVM ends, killed or not, the pipe ends with it, and so does the
 * registry.
 *
 * <p>Nothing here replicates: one broker, one registry. It is no platform for production.
 */
package io.engram.platform;
