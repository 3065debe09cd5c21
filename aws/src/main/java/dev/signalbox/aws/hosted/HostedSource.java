package dev.signalbox.aws.hosted;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the sources at providers have in common. */
abstract class HostedSource implements Source {
  /** More than any answer should hold to be believed complete and kept in memory. */
  static final int MOST_FILES = 200_000;

  private static final int MOST_PAGES = 100;

  @Override
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    throw new UnknownHistory("what single commits change is asked of CodeCommit only");
  }

  /** What the provider tells of a commit; one that is not there is missing. */
  abstract Tree commit(CommitId commit);

  @Override
  public final Optional<String> message(CommitId commit) {
    return commit(commit).at("message").text();
  }

  /** The common ancestor that a page names; without one, both commits have to be there. */
  final Optional<CommitId> ancestor(
      Optional<Api.Page> page, String field, CommitId one, CommitId other) {
    Optional<CommitId> named = commitAt(page.map(Api.Page::tree), field);
    if (named.isEmpty()) {
      commit(one);
      commit(other);
    }
    return named;
  }

  /** Where a branch points, if the page is about this one and not one that is named much alike. */
  static Optional<CommitId> head(Optional<Api.Page> page, String branch, String... field) {
    return commitAt(
        page.map(Api.Page::tree).filter(tree -> tree.at("name").text().equals(Optional.of(branch))),
        field);
  }

  private static Optional<CommitId> commitAt(Optional<Tree> tree, String... field) {
    return tree.flatMap(it -> it.at(field).text()).map(CommitId::new);
  }

  /** Where every branch points. */
  abstract Map<String, CommitId> heads();

  /** Collects what comes in pages. */
  final Map<String, CommitId> heads(
      Api api, String name, URI first, Function<Api.Page, Map<String, CommitId>> reader) {
    Map<String, CommitId> heads = new HashMap<>();
    Optional<URI> next = Optional.of(first);
    for (int page = 0; next.isPresent(); page++) {
      if (page >= MOST_PAGES) {
        throw cutOff(name);
      }
      Api.Page read =
          api.find(next.get())
              .orElseThrow(() ->
                  new Refused(
                      "there is no repository %s, or its token does not reach it".formatted(name)));
      heads.putAll(reader.apply(read));
      next = read.next().or(() -> read.tree().at("next").text().map(URI::create));
    }
    return heads;
  }

  /** A list of branches, each with its name and, by these names, its commit. */
  static Map<String, CommitId> heads(Optional<List<Tree>> branches, String name, String... commit) {
    Map<String, CommitId> heads = new HashMap<>();
    branches
        .orElseThrow(() -> cutOff(name))
        .forEach(branch -> heads.put(branch.need("name"), new CommitId(branch.need(commit))));
    return heads;
  }

  static MissingCommit missing(String name, CommitId commit) {
    return new MissingCommit(
        "Repository %s has not got commit %s, or its token does not reach it"
            .formatted(name, commit));
  }

  static UnknownHistory cutOff(String name) {
    return new UnknownHistory("the answer about repository %s is cut off".formatted(name));
  }

  /** A moved file is a deletion and an addition. */
  static List<Change> moved(String from, String to) {
    return List.of(new Change(Change.Kind.DELETED, from), new Change(Change.Kind.ADDED, to));
  }
}
