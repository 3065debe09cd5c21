package dev.signalbox.core.gate.check;

/**
 * A person looks, and says so with {@code signalbox gate approve} or {@code reject}.
 *
 * @param question what the person is asked
 */
public record Manual(String question) implements Probe {
  @Override
  public String kind() {
    return "manual";
  }
}
