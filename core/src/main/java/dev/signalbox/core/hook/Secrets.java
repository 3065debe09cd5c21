package dev.signalbox.core.hook;

import dev.signalbox.core.Unavailable;
import java.util.List;

/** The secrets of webhooks. */
public interface Secrets {
  /**
   * The secrets that a webhook's requests may be proved by: the one in force and, while it is being
   * changed, the one before. Empty where there is no such webhook.
   *
   * @param anew whether what was known a while ago will not do
   * @throws Unavailable where nobody can tell
   */
  List<String> of(String hook, boolean anew);
}
