package shop.api;

import java.util.Map;
import shop.pricing.Price;

/** What a basket costs. */
public final class Checkout {
  private final Map<String, Price> catalogue;

  public Checkout(Map<String, Price> catalogue) {
    this.catalogue = Map.copyOf(catalogue);
  }

  public Price total(Map<String, Integer> basket) {
    Price sum = new Price(0);
    for (Map.Entry<String, Integer> line : basket.entrySet()) {
      Price each = catalogue.get(line.getKey());
      if (each == null) {
        throw new IllegalArgumentException("Nothing is called '" + line.getKey() + "' here");
      }
      sum = sum.plus(each.times(line.getValue()));
    }
    return sum;
  }
}
