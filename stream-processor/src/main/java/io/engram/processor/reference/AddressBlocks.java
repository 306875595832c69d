package io.engram.processor.reference;

import static io.engram.processor.reference.AddressKind.NEVER;
import static io.engram.processor.reference.AddressKind.PRIVATE;
import static io.engram.processor.reference.AddressKind.PUBLIC;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses apart by IANA's registries of special-purpose blocks, as of RFC 6890 and its
 * updates. Of IPv6, only what is known to be global is public.
 */
final class AddressBlocks {
  /** The first that contains an address decides. */
  private static final List<Block> BLOCKS =
      List.of(
          // Metadata services of clouds, outside the link-local block.
          new Block("100.100.100.200/32", NEVER),
          new Block("168.63.129.16/32", NEVER),
          new Block("192.0.0.0/24", NEVER),
          new Block("fd00:ec2::/32", NEVER),
          new Block("0.0.0.0/8", NEVER),
          new Block("10.0.0.0/8", PRIVATE),
          new Block("100.64.0.0/10", PRIVATE),
          new Block("127.0.0.0/8", PRIVATE),
          new Block("169.254.0.0/16", NEVER),
          new Block("172.16.0.0/12", PRIVATE),
          new Block("192.0.2.0/24", NEVER),
          new Block("192.88.99.0/24", NEVER),
          new Block("192.168.0.0/16", PRIVATE),
          new Block("198.18.0.0/15", PRIVATE),
          new Block("198.51.100.0/24", NEVER),
          new Block("203.0.113.0/24", NEVER),
          new Block("224.0.0.0/3", NEVER),
          new Block("0.0.0.0/0", PUBLIC),
          new Block("::1/128", PRIVATE),
          new Block("64:ff9b:1::/48", PRIVATE),
          new Block("fc00::/7", PRIVATE),
          new Block("fec0::/10", PRIVATE),
          // Teredo, benchmarks and ORCHID; documentation; 6to4; documentation.
          new Block("2001::/23", NEVER),
          new Block("2001:db8::/32", NEVER),
          new Block("2002::/16", NEVER),
          new Block("3fff::/20", NEVER),
          new Block("2000::/3", PUBLIC),
          new Block("::/0", NEVER));

  /** Behind it, a network without IPv4 translates to the IPv4 address in the last four bytes. */
  private static final Block TRANSLATED = new Block("64:ff9b::/96", PUBLIC);

  private AddressBlocks() {}

  static AddressKind kindOf(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (TRANSLATED.contains(bytes)) {
      return kindOf(parse(Arrays.copyOfRange(bytes, 12, 16)));
    }
    return BLOCKS.stream()
        .filter(block -> block.contains(bytes))
        .map(Block::kind)
        .findFirst()
        .orElse(NEVER);
  }

  private static InetAddress parse(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** All addresses with the same first bits. */
  private record Block(byte[] network, int bits, AddressKind kind) {
    Block(String text, AddressKind kind) {
      this(
          literal(text.substring(0, text.indexOf('/'))),
          Integer.parseInt(text.substring(text.indexOf('/') + 1)),
          kind);
    }

    private static byte[] literal(String text) {
      try {
        return InetAddress.getByName(text).getAddress();
      } catch (UnknownHostException e) {
        throw new IllegalStateException(text + " is an address", e);
      }
    }

    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      int whole = bits / 8;
      int mask = 0xff00 >> bits % 8 & 0xff;
      return Arrays.equals(address, 0, whole, network, 0, whole)
          && (mask == 0 || (address[whole] & mask) == (network[whole] & mask));
    }
  }
}
