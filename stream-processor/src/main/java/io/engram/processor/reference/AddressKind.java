package io.engram.processor.reference;

/** Whom an Internet address belongs to. */
enum AddressKind {
  /** Anybody's on the Internet. */
  PUBLIC,
  /** This machine's, or one of a private network: read from only where a host is said to be so. */
  PRIVATE,
  /**
   * None that images come from: link-local, where clouds hand out their machines' credentials,
   * multicast, reserved, or a tunnel whose end cannot be told.
   */
  NEVER
}
