package dev.signalbox.core.release;

/** A twelve-digit AWS account number. */
public record AccountId(String value) {
  public AccountId {
    if (value.length() != 12 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "An account number has twelve digits, got '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
