package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network of one's own, such as 10.20.0.0/16, within those that are set aside for this. The
 * machine itself, its neighbours on the link and AWS's own services in it are in none.
 */
public record PrivateNetwork(String block) {
  private static final List<AddressBlock> SET_ASIDE =
      List.of(
          AddressBlock.of("10.0.0.0/8"),
          AddressBlock.of("100.64.0.0/10"),
          AddressBlock.of("172.16.0.0/12"),
          AddressBlock.of("192.168.0.0/16"),
          AddressBlock.of("fc00::/7"));

  /** AWS's services for a machine, such as the one with its credentials. */
  private static final AddressBlock OF_AWS = AddressBlock.of("fd00:ec2::/32");

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f.:]+/[0-9]{1,3}");

  public PrivateNetwork {
    AddressBlock network = read(block);
    if (SET_ASIDE.stream().noneMatch(wide -> wide.contains(network))) {
      throw new Refused("'%s' is not within the private networks".formatted(block));
    }
  }

  private static AddressBlock read(String block) {
    if (SHAPE.matcher(block).matches()) {
      try {
        return AddressBlock.of(block);
      } catch (IllegalArgumentException e) {
        throw refused(block, e);
      }
    }
    throw refused(block, null);
  }

  private static Refused refused(String block, @Nullable Exception cause) {
    String message = "'%s' is no network such as 10.20.0.0/16".formatted(block);
    return cause == null ? new Refused(message) : new Refused(message, cause);
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return read(block).contains(bytes) && !OF_AWS.contains(bytes);
  }
}
