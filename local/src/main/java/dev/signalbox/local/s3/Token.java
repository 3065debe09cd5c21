package dev.signalbox.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a list goes on, in a form that says nothing to the client. */
record Token(String position) {

  String written() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  static Token read(String text) {
    try {
      return new Token(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw S3Error.invalidArgument(
          "The continuation token provided is incorrect", "continuation-token", text);
    }
  }
}
