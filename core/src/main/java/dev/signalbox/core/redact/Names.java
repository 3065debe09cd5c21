package dev.signalbox.core.redact;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names say that what follows is a secret. */
final class Names {
  /** Parts of names, whatever stands between their words. */
  private static final String TELLING =
      "passw(?:or)?d|passwd|pwd|passphrase|secret|token|authori[sz]ation|cookie|credential|api[-_."
          + " ]?key|access[-_. ]?key|private[-_. ]?key|signing[-_. ]?key|encryption[-_."
          + " ]?key|shared[-_. ]?key|session[-_. ]?id|signature|client[-_. ]?assertion|security[-_."
          + " ]?token|otp|x-amz-credential";

  private static final Pattern IS_ONE =
      Pattern.compile("(?:" + TELLING + ")|^(?:auth|sig|pass|jwt)$");

  /** What counts or names secrets, and is none. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?:count|type|arn|name|expires|expiry|length|limit|s3-?key)$");

  /**
   * A name, what stands between, and a value: of JSON, of a header, of a query, of an environment
   * or of a command line. The name of a resource is passed over: much is called a secret there.
   */
  static final Pattern PAIR =
      Pattern.compile(
          "(?i)arn:aws[a-z-]{0,16}:[^\\s\"'<>,&]++|(?<name>(?:"
              + TELLING
              + ")[A-Za-z0-9_.-]{0,64}+|(?<=[?&;,{\\s])(?:auth|sig|pass|jwt|key|code))"
              + "(?<between>\\\\{0,4}[\"']?\\s{0,8}(?:=>|[:=]|%3d)\\s{0,8})"
              + "(?<value>\\[redacted\\]|\\\\{1,4}\"(?:[^\"\\\\])*+(?:\\\\{1,4}\")?"
              + "|\"[^\"\\\\]*+(?:\\\\.?[^\"\\\\]*+){0,999}\"?"
              + "|'[^']*+'?"
              + "|[^\\s\"',;&<>\\]})]++)");

  private Names() {}

  static boolean tell(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return IS_ONE.matcher(lower).find() && !HARMLESS.matcher(lower).find();
  }
}
