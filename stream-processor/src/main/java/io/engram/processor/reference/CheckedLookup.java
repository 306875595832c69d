package io.engram.processor.reference;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up and checks what they resolve to, in one step: the HTTP client connects to exactly
 * the addresses that were checked, so a name that changes between two look-ups gains nothing.
 */
final class CheckedLookup implements DnsResolver {

  /** A host has an address that must not be read from. */
  static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private final AddressKind kind;

    RefusedAddressException(String host, AddressKind kind) {
      super(host);
      this.kind = kind;
    }

    AddressKind kind() {
      return kind;
    }
  }

  private final DnsResolver names;
  private final Predicate<String> mayBePrivate;

  /**
   * @param names what looks names up
   * @param mayBePrivate whether a host's addresses may be private
   */
  CheckedLookup(DnsResolver names, Predicate<String> mayBePrivate) {
    this.names = names;
    this.mayBePrivate = mayBePrivate;
  }

  /**
   * One bad address refuses the host: it is no accident that a public name has a private one too.
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      AddressKind kind = AddressBlocks.kindOf(address);
      boolean allowed =
          kind == AddressKind.PUBLIC || (kind == AddressKind.PRIVATE && mayBePrivate.test(host));
      if (!allowed) {
        throw new RefusedAddressException(host, kind);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
