package dev.signalbox.aws.hosted;

import dev.signalbox.aws.web.Answer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header by which GitHub and GitLab say where the next page is. */
final class Links {
  private static final Pattern NEXT = Pattern.compile("<([^<>]{1,4000})>; *rel=\"next\"");

  private Links() {}

  static Optional<URI> next(Answer answer) {
    return answer.headers().getOrDefault("link", List.of()).stream()
        .map(NEXT::matcher)
        .filter(Matcher::find)
        .map(found -> URI.create(found.group(1)))
        .findFirst();
  }
}
