package shop.pricing;

public class PriceTest {
  public static void main(String[] arguments) {
    assert new Price(250).times(3).equals(new Price(750)) : "three of 2.50 are 7.50";
    assert new Price(999).less(10).equals(new Price(899))
        : "the customer gets the fraction of a cent";
    assert new Price(5).toString().equals("0.05 EUR") : "cents have two digits";
    System.out.println("libs/pricing: 3 tests passed");
  }
}
