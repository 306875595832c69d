package io.engram.platform.testing;

import java.util.Optional;

/**
 * Where a broker and a registry come from.
 *
 * @param containers empty for the embedded pair
 * @param reason follows "because"
 */
record PlatformChoice<C>(Optional<C> containers, String reason) {

  @Override
  public String toString() {
    return containers.map(Object::toString).orElse("the embedded pair") + ", because " + reason;
  }
}
