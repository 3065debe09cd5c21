package dev.signalbox.aws.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are out on the internet. The JDK's own questions know a third of those that are
 * not, so these are the registries of special addresses, and anything they do not give out is
 * refused.
 */
final class PublicAddresses {
  private static final List<AddressBlock> NOT_PUBLIC =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Within what IPv6 gives out: tunnels that carry other addresses, and examples.
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "2620:4f:8000::/48",
          "3fff::/20");

  /** All that IPv6 has given out: link-local, private, mapped and translated ones are outside. */
  private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");

  private static final AddressBlock LOOPBACK_4 = AddressBlock.of("127.0.0.0/8");
  private static final byte[] LOOPBACK_6 = InetAddress.ofLiteral("::1").getAddress();

  private PublicAddresses() {}

  private static List<AddressBlock> blocks(String... blocks) {
    return Arrays.stream(blocks).map(AddressBlock::of).toList();
  }

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return (address instanceof Inet4Address || GLOBAL.contains(bytes))
        && NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
  }

  static boolean isLoopback(InetAddress address) {
    byte[] bytes = address.getAddress();
    return LOOPBACK_4.contains(bytes) || Arrays.equals(bytes, LOOPBACK_6);
  }
}
