package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image of ECR as task definitions name it.
 *
 * @param tag what counts where there is no digest
 */
record ImageReference(Place place, String repository, String tag, Optional<String> digest) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([a-z0-9][a-z0-9._/-]*)"
              + "(?::([a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

  static ImageReference parse(String text) {
    Matcher reference = FORM.matcher(text);
    if (!reference.matches()) {
      throw EcrError.invalidParameter("'" + text + "' is not an image of ECR");
    }
    return new ImageReference(
        new Place(reference.group(1), reference.group(2)),
        reference.group(3),
        Optional.ofNullable(reference.group(4)).orElse("latest"),
        Optional.ofNullable(reference.group(5)));
  }
}
