package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlocksTest {

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "9.255.255.255, PUBLIC",
    "11.0.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.32.0.0, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.128.0.0, PUBLIC",
    "223.255.255.255, PUBLIC",
    "2606:4700::1111, PUBLIC",
    "64:ff9b::8.8.8.8, PUBLIC",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "127.0.0.1, PRIVATE",
    "127.255.255.254, PRIVATE",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.1, PRIVATE",
    "100.64.0.0, PRIVATE",
    "100.127.255.255, PRIVATE",
    "198.19.255.255, PRIVATE",
    "::1, PRIVATE",
    "::ffff:127.0.0.1, PRIVATE",
    "::ffff:10.1.2.3, PRIVATE",
    "fc00::1, PRIVATE",
    "fdff::1, PRIVATE",
    "fec0::1, PRIVATE",
    "64:ff9b::10.0.0.1, PRIVATE",
    "64:ff9b:1::1, PRIVATE",
    "0.0.0.0, NEVER",
    "0.1.2.3, NEVER",
    "169.254.169.254, NEVER",
    "100.100.100.200, NEVER",
    "168.63.129.16, NEVER",
    "192.0.0.192, NEVER",
    "224.0.0.1, NEVER",
    "240.0.0.1, NEVER",
    "255.255.255.255, NEVER",
    "64:ff9b::169.254.169.254, NEVER",
    "::, NEVER",
    "::10.0.0.1, NEVER",
    "::8.8.8.8, NEVER",
    "fe80::1, NEVER",
    "febf::1, NEVER",
    "ff02::1, NEVER",
    "fd00:ec2::254, NEVER",
    "2001::1, NEVER",
    "2001:db8::1, NEVER",
    "2002:7f00:1::1, NEVER",
    "3fff::1, NEVER",
    "4000::1, NEVER"
  })
  void shouldTellAddressesApart(String address, AddressKind kind) throws Exception {
    assertThat(AddressBlocks.kindOf(InetAddress.getByName(address))).isEqualTo(kind);
  }
}
