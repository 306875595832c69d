/**
 * A broker and a registry for the integration tests of every module, from containers or embedded.
 *
 * <pre>
 *  TestPlatform.start() -- PlatformSource --+--> PlatformContainers: one pair for this JVM,
 *                          (the switch)     |    emptied for each test
 *                                           '--> EmbeddedPlatform: a new pair for each test
 * </pre>
 *
 * <p>Containers take longer to start than to empty, the embedded pair does not; so only containers
 * are shared.
 */
package io.engram.platform.testing;
