package dev.signalbox.aws.hosted;

import dev.signalbox.aws.secret.KeptSecrets;
import dev.signalbox.aws.web.Guard;
import dev.signalbox.aws.web.GuardedWeb;
import dev.signalbox.aws.web.Limits;
import dev.signalbox.aws.web.Origin;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.WatchedRepository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The repositories at other providers: each asked with its token, those without one not at all. */
public final class HostedSources implements Sources {
  private static final Map<String, String> OF_GITHUB =
      Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");

  private static final int MOST_KEPT = 50;

  private record Asked(Repository repository, String token) {}

  /** What one decision asks it asks several times, and commits never change. */
  private final Map<Asked, HostedSource> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, HostedSource> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private final Map<Provider, URI> apis;
  private final KeptSecrets tokens;
  private final GuardedWeb web;

  /**
   * Repositories of these providers.
   *
   * @param apis where each provider's API is; nobody else is asked
   * @param loopback whether one of them may be this machine
   */
  public HostedSources(Map<Provider, URI> apis, boolean loopback, KeptSecrets tokens) {
    this.apis = Map.copyOf(apis);
    this.tokens = tokens;
    this.web =
        new GuardedWeb(
            Guard.of(apis.values().stream().map(Origin::of).collect(Collectors.toSet()), loopback),
            Limits.OF_AN_API);
  }

  @Override
  public Source of(WatchedRepository watched) {
    return source(watched)
        .<Source>map(source -> new Understood(source, watched.repository()))
        .orElseGet(() -> new Unasked(watched.repository()));
  }

  /** Where every branch points. */
  Map<String, CommitId> heads(WatchedRepository watched) {
    HostedSource source =
        source(watched).orElseThrow(() -> new Unasked(watched.repository()).unknown());
    return new Understood(source, watched.repository()).read(source::heads);
  }

  private Optional<HostedSource> source(WatchedRepository watched) {
    Repository repository = watched.repository();
    return watched
        .hosting()
        .flatMap(Hosting::token)
        .filter(_ -> apis.containsKey(repository.provider()))
        .map(token ->
            kept.computeIfAbsent(
                new Asked(repository, tokens.inForce(token)), asked -> made(repository, asked)));
  }

  private HostedSource made(Repository repository, Asked asked) {
    URI base = apis.getOrDefault(repository.provider(), URI.create(""));
    String name = repository.name();
    String token = asked.token();
    return switch (repository.provider()) {
      case GITHUB -> new GitHubSource(new Api(web, base, bearer(token), OF_GITHUB), name);
      case GITLAB -> new GitLabSource(new Api(web, base, bearer(token), Map.of()), name);
      case BITBUCKET -> new BitbucketSource(new Api(web, base, either(token), Map.of()), name);
      case CODECOMMIT -> throw new IllegalStateException("CodeCommit has no token");
    };
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  /** A user's token goes with the user's name, a repository's stands alone. */
  private static String either(String token) {
    return token.contains(":")
        ? "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
        : bearer(token);
  }

  /** A repository that may not be asked. */
  private record Unasked(Repository repository) implements Source {
    private UnknownHistory unknown() {
      return new UnknownHistory(
          "no token is given to ask about repository %s".formatted(repository));
    }

    @Override
    public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
      throw unknown();
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
      throw unknown();
    }

    @Override
    public Optional<CommitId> head(String branch) {
      throw unknown();
    }

    @Override
    public Optional<String> message(CommitId commit) {
      throw unknown();
    }
  }
}
