/**
 * Whom a model bundle comes from. A signature is Ed25519 (RFC 8032) over the bytes of {@code
 * manifest.json}, which holds the SHA-256 of every other file, so it vouches for the whole bundle.
 * Keys are PEM files as other tools write them: PKCS #8 private, X.509 public.
 *
 * <p>{@code openssl pkeyutl -verify -pubin -inkey release.pub -rawin -in manifest.json -sigfile
 * manifest.json.sig} comes to the same answer.
 */
package io.engram.model.signing;
