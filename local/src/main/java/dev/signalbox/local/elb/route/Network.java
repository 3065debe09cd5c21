package dev.signalbox.local.elb.route;

import java.net.InetAddress;

/** A block of addresses, such as {@code 127.0.0.0/8}. */
public record Network(String block) {
  /** Whether the text is such a block of IPv4 or IPv6 addresses. */
  public boolean isOne() {
    if (!block.matches("[0-9a-fA-F:.]{2,45}/\\d{1,3}")) {
      return false;
    }
    String[] parts = block.split("/", 2);
    try {
      int bits = 8 * InetAddress.ofLiteral(parts[0]).getAddress().length;
      return Integer.parseInt(parts[1]) <= bits;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  boolean has(InetAddress address) {
    String[] parts = block.split("/", 2);
    byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
    byte[] other = address.getAddress();
    int bits = Integer.parseInt(parts[1]);
    if (network.length != other.length) {
      return false;
    }
    for (int i = 0; i < bits && i < network.length * 8; i++) {
      int mask = 0x80 >> (i % 8);
      if ((network[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
