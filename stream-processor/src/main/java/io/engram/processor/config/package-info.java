/**
 * The processor's configuration: settings by name in, one immutable record out. All errors are
 * reported together, and an unknown name with the nearest valid one.
 */
package io.engram.processor.config;
