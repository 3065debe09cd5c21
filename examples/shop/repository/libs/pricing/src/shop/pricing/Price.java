package shop.pricing;

/** An amount of money in whole cents. */
public record Price(long cents) {
  public Price {
    if (cents < 0) {
      throw new IllegalArgumentException("A price cannot be negative, got " + cents + " cents");
    }
  }

  public Price times(int quantity) {
    return new Price(Math.multiplyExact(cents, quantity));
  }

  public Price plus(Price other) {
    return new Price(Math.addExact(cents, other.cents));
  }

  /** Less so many per cent, rounded in the customer's favour. */
  public Price less(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("A discount is 0 to 100 per cent, got " + percent);
    }
    return new Price(Math.floorDiv(cents * (100 - percent), 100));
  }

  @Override
  public String toString() {
    return String.format("%d.%02d EUR", cents / 100, cents % 100);
  }
}
