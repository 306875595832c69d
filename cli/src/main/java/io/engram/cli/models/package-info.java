/**
 * {@code engram models}: what is in the model store, and what of it serves. The store keeps
 * bundles; decisions are events of {@code model-releases}, which every processor with that store
 * follows.
 */
package io.engram.cli.models;
