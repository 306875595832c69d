/**
 * The decisions on models that the compacted topic {@code model-releases} holds: who serves, who is
 * on trial, and why. Trainer, processor and command line read and write them through here alone.
 */
package io.engram.schemas.releases;
