package dev.signalbox.core.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTagsTest {
  private static final OwnerTags TAGS = new OwnerTags("000000000000/eu-west-1/signalbox-ledger");

  private static String ref(Map<String, String> tags) {
    String encoded =
        tags.entrySet().stream()
            .filter(tag -> tag.getKey().startsWith(OwnerTags.REF))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining());
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      boolean plain = encoded.charAt(i) != '=';
      bytes.write(
          plain ? encoded.charAt(i) : Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
      i += plain ? 0 : 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"feature/login", "a=b", "=41", "x;curl${IFS}e|sh", "ü/分支🚀", "-x", "@", "%0d%0a"})
  void theBranchIsReadBackFromTheTags(String branch) {
    assertThat(ref(TAGS.of(Branches.pipeline(branch)))).isEqualTo("refs/heads/" + branch);
  }

  @ParameterizedTest
  @ValueSource(ints = {244, 245, 246, 256})
  void aLongBranchIsReadBackTooAndFitsIntoTags(int length) {
    Map<String, String> tags = TAGS.of(Branches.pipeline("支".repeat(length)));

    assertThat(ref(tags)).isEqualTo("refs/heads/" + "支".repeat(length));
    assertThat(tags).hasSizeLessThan(50);
    assertThat(tags.values()).allMatch(value -> value.matches("[A-Za-z0-9_./=+@:-]{1,256}"));
  }

  @Test
  void tagsOfItsOwnDoNotMakeAPipelineForeign() {
    Map<String, String> tags = new HashMap<>(TAGS.of(Branches.pipeline("a")));
    tags.put("team", "payments");

    assertThat(TAGS.prove(Branches.pipeline("a"), tags)).isTrue();
  }

  @Test
  void aBranchWhoseNameBeginsLikeAnothersIsAnother() {
    String branch = "x".repeat(256 - "refs/heads/".length());
    var longer = TAGS.of(Branches.pipeline(branch + "y"));

    assertThat(TAGS.prove(Branches.pipeline(branch), longer)).isFalse();
  }

  @Test
  void withoutTagsNothingIsProved() {
    assertThat(TAGS.prove(Branches.pipeline("a"), Map.of())).isFalse();
  }
}
