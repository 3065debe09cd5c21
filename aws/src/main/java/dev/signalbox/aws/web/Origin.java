package dev.signalbox.aws.web;

import dev.signalbox.core.Refused;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes: scheme, host and port, each in the one form in which they are compared.
 *
 * <p>An address that different readers read differently has no origin: it is refused.
 */
public record Origin(String scheme, String host, int port) {
  /** Names as DNS has them, or an address in plain numbers; nothing that needs decoding. */
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
  private static final int LONGEST_HOST = 253;

  /**
   * The origin of an address.
   *
   * @throws Refused where it has no honest one
   */
  public static Origin of(URI address) {
    String scheme = lower(address.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new Refused("an address begins with https, not with '%s'".formatted(scheme));
    }
    if (address.getRawUserInfo() != null) {
      throw new Refused("an address names no user");
    }
    String host = lower(address.getHost());
    boolean honest =
        host.length() <= LONGEST_HOST
            && (HOST.matcher(host).matches() || IPV6.matcher(host).matches());
    if (!honest || !host.equals(lower(authority(address)))) {
      throw new Refused("an address names one host, in letters, digits, dots and hyphens");
    }
    int given = address.getPort();
    return new Origin(scheme, host, given >= 0 ? given : scheme.equals("https") ? 443 : 80);
  }

  /** The authority without its port: else "a host" may be what one reader makes of it. */
  private static String authority(URI address) {
    String authority = address.getRawAuthority() == null ? "" : address.getRawAuthority();
    return address.getPort() >= 0 || authority.endsWith(":")
        ? authority.substring(0, authority.lastIndexOf(':'))
        : authority;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  public boolean isEncrypted() {
    return scheme.equals("https");
  }

  /** As the Host header has it. */
  String header() {
    boolean usual = port == (isEncrypted() ? 443 : 80);
    return usual ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + header();
  }
}
