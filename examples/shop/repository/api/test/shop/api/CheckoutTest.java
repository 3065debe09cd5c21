package shop.api;

import java.util.Map;
import shop.pricing.Price;

public class CheckoutTest {
  public static void main(String[] arguments) {
    Checkout checkout = new Checkout(Map.of("tea", new Price(350), "cup", new Price(900)));
    assert checkout.total(Map.of()).equals(new Price(0)) : "an empty basket is free";
    assert checkout.total(Map.of("tea", 2, "cup", 1)).equals(new Price(1600))
        : "two teas and a cup";
    System.out.println("api: 2 tests passed");
  }
}
