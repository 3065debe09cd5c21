package dev.signalbox.aws.hosted;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.aws.web.Answer;
import dev.signalbox.aws.web.GuardedWeb;
import dev.signalbox.aws.web.Request;
import dev.signalbox.aws.web.TooLong;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.route.Source;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A provider's API, asked with the token of one repository. */
final class Api {
  private final GuardedWeb web;
  private final URI base;
  private final Map<String, String> headers;

  Api(GuardedWeb web, URI base, String authorization, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("Authorization", authorization);
    all.put("User-Agent", "signalbox");
    this.web = web;
    this.base = base;
    this.headers = all;
  }

  /**
   * What is there.
   *
   * @param next where the rest of it is
   */
  record Page(Tree tree, Optional<URI> next) {}

  /** A part of a path: whatever it holds, it stays one part. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  URI address(String path) {
    return URI.create(base + path);
  }

  /** What is at a path below the API's own; empty where there is nothing. */
  Optional<Page> find(String path) {
    return find(address(path));
  }

  Optional<Page> find(URI address) {
    Answer answer = ask(address);
    return answer.status() == 404 ? Optional.empty() : Optional.of(page(answer));
  }

  /** The same, with what is said where there is nothing. */
  Answer ask(URI address) {
    try {
      Answer answer = web.send(Request.get(address, headers));
      check(answer);
      return answer;
    } catch (TooLong e) {
      throw new Source.UnknownHistory(e.reason());
    }
  }

  static Page page(Answer answer) {
    try {
      return new Page(Tree.read(answer.body()), Links.next(answer));
    } catch (IllegalArgumentException e) {
      throw new Unavailable("The answer of the repository's provider is not JSON", e);
    }
  }

  private void check(Answer answer) {
    int status = answer.status();
    if (status == 429 || (status == 403 && isLimited(answer))) {
      throw new Unavailable("%s asks for fewer requests".formatted(base.getHost()));
    }
    if (status >= 500) {
      throw new Unavailable("%s answers with status %d".formatted(base.getHost(), status));
    }
    if (status == 401 || status == 403) {
      throw new Refused(
          "%s does not let us in (status %d): is the token still valid, and may it read the repository?"
              .formatted(base.getHost(), status));
    }
    if (status != 200 && status != 404) {
      throw new Refused("%s answers with status %d".formatted(base.getHost(), status));
    }
  }

  private static boolean isLimited(Answer answer) {
    return answer.header("retry-after").isPresent()
        || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
  }
}
