package dev.signalbox.local.secretsmanager;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/** Random passwords as callers want them. */
final class Passwords {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final int USUAL_LENGTH = 32;

  private Passwords() {}

  static String letters(int length) {
    return RANDOM
        .ints(length, 0, UPPER.length() * 2)
        .mapToObj(i -> (UPPER + LOWER).substring(i, i + 1))
        .collect(java.util.stream.Collectors.joining());
  }

  static String of(GetRandomPasswordRequest wanted) {
    String excluded = Optional.ofNullable(wanted.excludeCharacters()).orElse("");
    List<String> kinds = new ArrayList<>();
    add(kinds, wanted.excludeLowercase(), LOWER, excluded);
    add(kinds, wanted.excludeUppercase(), UPPER, excluded);
    add(kinds, wanted.excludeNumbers(), DIGITS, excluded);
    add(kinds, wanted.excludePunctuation(), PUNCTUATION, excluded);
    add(kinds, !Boolean.TRUE.equals(wanted.includeSpace()), " ", excluded);
    long length = Optional.ofNullable(wanted.passwordLength()).orElse((long) USUAL_LENGTH);
    boolean each = !Boolean.FALSE.equals(wanted.requireEachIncludedType());
    if (kinds.isEmpty() || (each && length < kinds.size())) {
      throw Secrets.invalidParameter(
          "The password length you specified is too short based on the required types.");
    }
    List<Character> password = new ArrayList<>();
    if (each) {
      kinds.forEach(kind -> password.add(one(kind)));
    }
    String all = String.join("", kinds);
    while (password.size() < length) {
      password.add(one(all));
    }
    Collections.shuffle(password, RANDOM);
    StringBuilder text = new StringBuilder();
    password.forEach(text::append);
    return text.toString();
  }

  private static void add(
      List<String> kinds, @org.jspecify.annotations.Nullable Boolean left, String kind, String no) {
    String allowed =
        kind.chars()
            .filter(it -> no.indexOf(it) < 0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    if (!Boolean.TRUE.equals(left) && !allowed.isEmpty()) {
      kinds.add(allowed);
    }
  }

  private static char one(String of) {
    return of.charAt(RANDOM.nextInt(of.length()));
  }
}
