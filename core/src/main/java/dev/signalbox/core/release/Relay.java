package dev.signalbox.core.release;

/**
 * The way of a push that Signalbox itself told us of.
 *
 * @param sender the account it was sent from, which EventBridge vouches for
 * @param via who told first: the event of a repository, a webhook
 * @param hops how often it has been forwarded between accounts
 */
public record Relay(AccountId sender, String via, int hops) {
  /** A push is forwarded once: who is told does not tell others. */
  public static final int MOST_HOPS = 1;

  public Relay {
    if (hops < 0 || hops > MOST_HOPS) {
      throw new IllegalArgumentException(
          "it says that it was forwarded %d times, and a push is forwarded once".formatted(hops));
    }
  }

  public boolean mayBeForwarded() {
    return hops < MOST_HOPS;
  }
}
