package shop.web;

import shop.pricing.Price;

public class PageTest {
  public static void main(String[] arguments) {
    assert Page.of("tea", new Price(350)).equals("<h1>tea</h1><p>3.50 EUR</p>") : "name and price";
    assert Page.of("<b>", new Price(1)).contains("&lt;b&gt;") : "names are text, not markup";
    System.out.println("web: 2 tests passed");
  }
}
