package dev.signalbox.aws.web;

import java.net.InetAddress;

/** Neighbouring addresses of one family, such as 10.0.0.0/8. */
record AddressBlock(InetAddress first, int prefix) {
  AddressBlock {
    if (prefix < 0 || prefix > first.getAddress().length * 8) {
      throw new IllegalArgumentException("A block's prefix is as long as an address at most");
    }
  }

  /** A block as people write it; the address must be in numbers. */
  static AddressBlock of(String text) {
    int slash = text.indexOf('/');
    return new AddressBlock(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  boolean contains(byte[] address) {
    byte[] ours = first.getAddress();
    if (ours.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((ours[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of another block is in it. */
  boolean contains(AddressBlock other) {
    return other.prefix() >= prefix && contains(other.first().getAddress());
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefix;
  }
}
