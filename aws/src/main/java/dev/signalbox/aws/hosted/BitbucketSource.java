package dev.signalbox.aws.hosted;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** One repository at Bitbucket. */
final class BitbucketSource extends HostedSource {
  private static final int MOST_PAGES = 500;

  private final Api api;
  private final String name;
  private final String path;

  BitbucketSource(Api api, String name) {
    this.api = api;
    this.name = name;
    this.path = "/2.0/repositories/" + name;
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    // Bitbucket names the newer commit first, and compares just the two where the topic is off.
    URI first =
        api.address(
            from.map(before ->
                    path
                        + "/diffstat/%s..%s?topic=false&renames=false&pagelen=500"
                            .formatted(to, before))
                .orElseGet(() -> path + "/src/%s/?max_depth=1000&pagelen=100".formatted(to)));
    CommitId named = from.orElse(to);
    return () -> new Pages(first, named, from.isEmpty());
  }

  /** Asks for a page when it is wanted and not before. */
  private final class Pages implements Iterator<List<Change>> {
    private final CommitId named;
    private final boolean whole;
    private Optional<URI> next;
    private int page;

    Pages(URI first, CommitId named, boolean whole) {
      this.named = named;
      this.whole = whole;
      this.next = Optional.of(first);
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public List<Change> next() {
      if (page++ >= MOST_PAGES) {
        throw cutOff(name);
      }
      URI address = next.orElseThrow(NoSuchElementException::new);
      Tree tree = api.find(address).orElseThrow(() -> missing(name, named)).tree();
      next = tree.at("next").text().map(URI::create);
      List<Change> changes = new ArrayList<>();
      for (Tree value : tree.at("values").items().orElseThrow(() -> cutOff(name))) {
        changes.addAll(whole ? file(value) : change(value));
      }
      return changes;
    }
  }

  private static List<Change> file(Tree value) {
    return value.need("type").equals("commit_file")
        ? List.of(new Change(Change.Kind.ADDED, value.need("path")))
        : List.of();
  }

  private static List<Change> change(Tree value) {
    return switch (value.need("status")) {
      case "added" -> List.of(new Change(Change.Kind.ADDED, value.need("new", "path")));
      case "removed" -> List.of(new Change(Change.Kind.DELETED, value.need("old", "path")));
      case "renamed" -> moved(value.need("old", "path"), value.need("new", "path"));
      default -> List.of(new Change(Change.Kind.MODIFIED, value.need("new", "path")));
    };
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return ancestor(
        api.find(path + "/merge-base/%s..%s".formatted(one, other)), "hash", one, other);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return head(api.find(path + "/refs/branches/" + Api.part(branch)), branch, "target", "hash");
  }

  @Override
  Map<String, CommitId> heads() {
    return heads(
        api,
        name,
        api.address(path + "/refs/branches?pagelen=100"),
        page -> heads(page.tree().at("values").items(), name, "target", "hash"));
  }

  @Override
  Tree commit(CommitId commit) {
    return api.find(path + "/commit/" + commit).orElseThrow(() -> missing(name, commit)).tree();
  }
}
