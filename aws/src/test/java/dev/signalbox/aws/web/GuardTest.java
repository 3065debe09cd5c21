package dev.signalbox.aws.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final URI API = URI.create("https://api.example.com/repos");

  private static Guard guard(String... addresses) {
    return new Guard(
        Set.of(Origin.of(API)),
        false,
        Guard.Inside.NOTHING,
        _ -> Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "169.254.170.2",
        "100.64.0.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "::",
        "::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2002:a9fe:a9fe::",
        "2001::1",
        "2001:db8::1",
        "::127.0.0.1",
        "100::1"
      })
  void anAddressThatIsNotOutOnTheInternetIsRefusedWhateverItsName(String address) {
    assertThatThrownBy(() -> guard(address).check(API))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not out on the internet");
  }

  @Test
  void anAddressOfIPv4InTheClothesOfIPv6IsTheOneOfIPv4() {
    assertThatThrownBy(() -> guard("::ffff:169.254.169.254").check(API))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"140.82.121.6", "8.8.8.8", "2606:50c0:8000::153", "172.32.0.1"})
  void anAddressOutOnTheInternetIsAsked(String address) {
    assertThat(guard(address).check(API).addresses())
        .containsExactly(InetAddress.ofLiteral(address));
  }

  @Test
  void oneBadAddressAmongGoodOnesSpoilsThemAll() {
    assertThatThrownBy(() -> guard("140.82.121.6", "fd00:ec2::254").check(API))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aNameIsLookedUpOnce() {
    List<String> asked = new ArrayList<>();
    var guard =
        new Guard(
            Set.of(Origin.of(API)),
            false,
            Guard.Inside.NOTHING,
            host -> {
              asked.add(host);
              return List.of(InetAddress.ofLiteral("140.82.121.6"));
            });

    guard.check(API);

    assertThat(asked).containsExactly("api.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/",
        "https://2852039166/",
        "https://127.1/",
        "https://2130706433/",
        "https://[::ffff:169.254.169.254]/",
        "https://api.example.com.evil.test/",
        "https://evil.test/api.example.com",
        "https://xapi.example.com/",
        "https://api.example.com:22/",
        "https://api.example.com:8443/",
        "https://apiXexample.com/",
        "http://api.example.com/",
        "http://127.0.0.1/",
        "https://localhost/"
      })
  void nobodyIsAskedWhoIsNotListed(String address) {
    assertThatThrownBy(() -> guard("140.82.121.6").check(URI.create(address)))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com@127.0.0.1/",
        "https://api.example.com:80@127.0.0.1/",
        "https://user@api.example.com/",
        "https://exa_mple.com/",
        "https://api.example.com./",
        "https:///path",
        "https:opaque",
        "file:///etc/passwd",
        "gopher://api.example.com/",
        "jar:https://api.example.com/!/",
        "//api.example.com/",
        "/path"
      })
  void anAddressThatMayBeReadInTwoWaysIsRefused(String address) {
    assertThatThrownBy(() -> Origin.of(URI.create(address))).isInstanceOf(Refused.class);
  }

  @Test
  void hostsAreComparedInOneForm() {
    assertThat(Origin.of(URI.create("HTTPS://API.Example.COM:443/x"))).isEqualTo(Origin.of(API));
  }

  @Test
  void whatIsNotEncryptedIsAskedOnThisMachineOnly() {
    URI plain = URI.create("http://api.example.com/");
    var guard =
        new Guard(
            Set.of(Origin.of(plain)),
            true,
            Guard.Inside.NOTHING,
            _ -> List.of(InetAddress.ofLiteral("140.82.121.6")));

    assertThatThrownBy(() -> guard.check(plain))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not encrypted");
  }

  @Test
  void thisMachineIsAskedOnlyWhereThatIsSaid() {
    URI here = URI.create("http://127.0.0.1:8080/");
    Set<Origin> listed = Set.of(Origin.of(here));

    assertThat(Guard.of(listed, true).check(here).addresses()).hasSize(1);
    assertThatThrownBy(() -> Guard.of(listed, false).check(here)).isInstanceOf(Refused.class);
  }

  @Test
  void theNameOfThisMachineStandsForNothingElse() {
    URI here = URI.create("http://localhost:8080/");
    var guard =
        new Guard(
            Set.of(Origin.of(here)),
            true,
            Guard.Inside.NOTHING,
            _ -> List.of(InetAddress.ofLiteral("10.0.0.1")));

    assertThatThrownBy(() -> guard.check(here)).isInstanceOf(Refused.class);
  }

  private static Guard inside(URI address, boolean unencrypted, String... stands) {
    return new Guard(
        Set.of(Origin.of(address)),
        false,
        new Guard.Inside(
            Set.of(new PrivateNetwork("10.20.0.0/16"), new PrivateNetwork("fd00::/8")),
            unencrypted),
        _ -> Arrays.stream(stands).map(InetAddress::ofLiteral).toList());
  }

  @Test
  void anAddressInANetworkOfOursIsAsked() {
    assertThat(inside(API, false, "10.20.3.4", "fd12::1").check(API).addresses()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.21.0.1", "169.254.169.254", "127.0.0.1", "fd00:ec2::254", "192.168.0.1"})
  void allOtherPrivateAddressesStayRefusedThen(String address) {
    assertThatThrownBy(() -> inside(API, true, "10.20.3.4", address).check(API))
        .isInstanceOf(Refused.class);
  }

  @Test
  void whatIsListedWithoutEncryptionIsAskedSoOnlyWhereThatIsAgreedTo() {
    URI plain = URI.create("http://lb.example.com:9000/");

    assertThat(inside(plain, true, "10.20.3.4").check(plain).addresses()).hasSize(1);
    assertThatThrownBy(() -> inside(plain, false, "10.20.3.4").check(plain))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not encrypted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.0.0/16",
        "127.0.0.0/8",
        "0.0.0.0/0",
        "10.0.0.0/7",
        "::/0",
        "fe80::/10",
        "8.8.8.0/24",
        "10.0.0.0",
        "10.0.0.0/33",
        "ten/8",
        "10.0.0.0/8/8",
        ""
      })
  void aNetworkThatIsNotOnesOwnIsNone(String network) {
    assertThatThrownBy(() -> new PrivateNetwork(network)).isInstanceOf(Refused.class);
  }
}
