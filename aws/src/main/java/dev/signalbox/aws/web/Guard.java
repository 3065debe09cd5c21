package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses requests may go to: those of listed origins, where every address that the host's
 * name stands for is out on the internet or in one of the networks that are ours.
 *
 * @param allowed nothing else is asked, whoever wishes it
 * @param loopback whether origins that are this machine by their own name are asked as well, which
 *     is for {@code local} only; these may always be unencrypted
 * @param inside private networks whose addresses may be asked as well
 */
public record Guard(Set<Origin> allowed, boolean loopback, Inside inside, Names names) {
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");

  /**
   * Where a function's own network is.
   *
   * @param networks within the private ones
   * @param unencrypted whether what is listed without encryption is asked so
   */
  public record Inside(Set<PrivateNetwork> networks, boolean unencrypted) {
    /** Only the internet, and only encrypted. */
    public static final Inside NOTHING = new Inside(Set.of(), false);

    public Inside {
      networks = Set.copyOf(networks);
    }

    boolean contains(InetAddress address) {
      return networks.stream().anyMatch(network -> network.contains(address));
    }
  }

  /** What stands behind a host's name. */
  public interface Names {
    List<InetAddress> of(String host) throws UnknownHostException;
  }

  public Guard {
    allowed = Set.copyOf(allowed);
  }

  /** The guard of a process that asks nobody but these, by the names that DNS has. */
  public static Guard of(Set<Origin> allowed, boolean loopback) {
    return of(allowed, loopback, Inside.NOTHING);
  }

  /** The guard of a process that asks in its own network as well. */
  public static Guard of(Set<Origin> allowed, boolean loopback, Inside inside) {
    return new Guard(allowed, loopback, inside, host -> List.of(InetAddress.getAllByName(host)));
  }

  /** Where a request may connect to: the addresses that were checked, and no other. */
  record Way(Origin origin, List<InetAddress> addresses) {}

  /**
   * Looks a request's address up, once, and checks all that it stands for.
   *
   * @throws Refused where the request must not be made
   */
  Way check(URI address) {
    Origin origin = Origin.of(address);
    if (!allowed.contains(origin)) {
      throw new Refused("%s is not among the addresses that may be asked".formatted(origin));
    }
    boolean here = loopback && THIS_MACHINE.matcher(origin.host()).matches();
    if (!origin.isEncrypted() && !here && !inside.unencrypted()) {
      throw new Refused("%s is not encrypted".formatted(origin));
    }
    List<InetAddress> addresses = addresses(origin);
    for (InetAddress one : addresses) {
      if (!(here ? PublicAddresses.isLoopback(one) : mayBeAsked(one))) {
        throw new Refused(
            "%s stands for %s, which is not out on the internet"
                .formatted(origin, one.getHostAddress()));
      }
    }
    return new Way(origin, addresses);
  }

  private boolean mayBeAsked(InetAddress address) {
    return PublicAddresses.contain(address) || inside.contains(address);
  }

  private List<InetAddress> addresses(Origin origin) {
    try {
      List<InetAddress> addresses = names.of(origin.host());
      if (addresses.isEmpty()) {
        throw new UnknownHostException(origin.host());
      }
      return addresses;
    } catch (UnknownHostException e) {
      throw new Unavailable("Nobody knows the address of " + origin.host(), e);
    }
  }
}
