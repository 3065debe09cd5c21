package dev.signalbox.core.hook;

/**
 * What the sender gets to hear.
 *
 * @param status as HTTP has it
 * @param text for a person who looks at the webhook's deliveries; it quotes nothing
 */
public record Reply(int status, String text) {
  public boolean isRefusal() {
    return status >= 400;
  }
}
