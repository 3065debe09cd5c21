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
