package shop.web;

import shop.pricing.Price;

/** The page of one article. */
public final class Page {
  private Page() {}

  public static String of(String article, Price price) {
    return "<h1>" + escaped(article) + "</h1><p>" + price + "</p>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
