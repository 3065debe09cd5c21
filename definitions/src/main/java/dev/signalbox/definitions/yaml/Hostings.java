package dev.signalbox.definitions.yaml;

import dev.signalbox.core.release.Provider;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.Hosting.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a repository says about a provider that is not AWS. */
final class Hostings {
  static final List<String> KEYS =
      List.of("github", "gitlab", "bitbucket", "hook", "token", "unknown-changes");

  private static final String PART = "(?!\\.\\.?(/|$))[A-Za-z0-9._-]{1,100}";
  private static final Pattern OWNED = Pattern.compile(PART + "/" + PART);
  private static final Pattern GROUPED = Pattern.compile(PART + "(/" + PART + "){1,20}");
  private static final List<String> ONLY_THERE = List.of("hook", "token", "unknown-changes");
  private static final List<String> POLICIES =
      Arrays.stream(Unknown.values()).map(Unknown::word).toList();

  private final Problems problems;

  Hostings(Problems problems) {
    this.problems = problems;
  }

  /** A provider and the repository's name there. */
  record Place(Provider provider, String name) {}

  /** Whether it is kept by somebody else than AWS. */
  boolean applies(Section section) {
    return providers(section).stream().findAny().isPresent();
  }

  private static List<Provider> providers(Section section) {
    return Arrays.stream(Provider.values())
        .filter(provider -> provider != Provider.CODECOMMIT)
        .filter(provider -> section.find(provider.word()).isPresent())
        .toList();
  }

  void refuse(Section section) {
    for (String key : ONLY_THERE) {
      section
          .find(key)
          .ifPresent(node ->
              problems.error(
                  node,
                  "'%s' goes with 'github', 'gitlab' or 'bitbucket': CodeCommit needs none"
                      .formatted(key)));
    }
  }

  Optional<Place> place(Section section) {
    List<Provider> providers = providers(section);
    Provider provider = providers.getFirst();
    if (providers.size() > 1) {
      problems.error(
          section.node(),
          "a repository is at '%s' or at '%s', not at both"
              .formatted(provider.word(), providers.get(1).word()));
      return Optional.empty();
    }
    section
        .find("name")
        .ifPresent(node ->
            problems.error(
                node, "'name' is for CodeCommit: '%s' says it".formatted(provider.word())));
    Pattern shape = provider == Provider.GITLAB ? GROUPED : OWNED;
    return section
        .text(provider.word())
        .flatMap(text -> Names.shaped(text, shape, "a repository such as acme/shop", problems))
        .map(name -> new Place(provider, name));
  }

  Optional<Hosting> hosting(Section section) {
    Optional<String> hook = section.requireText("hook").flatMap(this::name);
    Optional<String> token = section.text("token").flatMap(this::name);
    Unknown unknown = section.text("unknown-changes").flatMap(this::policy).orElse(Unknown.RUN);
    return hook.map(h -> new Hosting(h, token, unknown));
  }

  private Optional<String> name(Text text) {
    return Names.shaped(text, Names.NAME, "a name", problems);
  }

  private Optional<Unknown> policy(Text text) {
    Optional<Unknown> policy = Unknown.of(text.value());
    if (policy.isEmpty()) {
      problems.error(
          text.node(),
          "'unknown-changes' is %s, not '%s'"
              .formatted(String.join(" or ", POLICIES), text.value()));
    }
    return policy;
  }
}
