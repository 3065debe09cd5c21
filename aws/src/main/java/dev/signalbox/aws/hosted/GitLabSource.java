package dev.signalbox.aws.hosted;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One repository at GitLab. */
final class GitLabSource extends HostedSource {
  private static final int MOST_PAGES = 300;

  private final Api api;
  private final String name;
  private final String path;

  GitLabSource(Api api, String name) {
    this.api = api;
    this.name = name;
    this.path = "/projects/" + Api.part(name) + "/repository";
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    return List.of(
        from.isPresent() ? compare(from.get(), to) : Listing.NOTHING.changesTo(listing(to)));
  }

  private List<Change> compare(CommitId from, CommitId to) {
    // Straight: from the one to the other, not from where they part.
    Tree tree =
        api.find(path + "/compare?from=%s&to=%s&straight=true".formatted(from, to))
            .orElseThrow(() -> missing(name, from))
            .tree();
    List<Tree> diffs = tree.at("diffs").items().orElseThrow(() -> cutOff(name));
    if (tree.at("compare_timeout").isTrue() || diffs.size() > MOST_FILES) {
      throw cutOff(name);
    }
    List<Change> changes = new ArrayList<>();
    diffs.forEach(diff -> changes.addAll(change(diff)));
    return changes;
  }

  private static List<Change> change(Tree diff) {
    String path = diff.need("new_path");
    if (diff.at("new_file").isTrue()) {
      return List.of(new Change(Change.Kind.ADDED, path));
    }
    if (diff.at("deleted_file").isTrue()) {
      return List.of(new Change(Change.Kind.DELETED, diff.need("old_path")));
    }
    return diff.at("renamed_file").isTrue()
        ? moved(diff.need("old_path"), path)
        : List.of(new Change(Change.Kind.MODIFIED, path));
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return ancestor(
        api.find(path + "/merge_base?refs%%5B%%5D=%s&refs%%5B%%5D=%s".formatted(one, other)),
        "id",
        one,
        other);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return head(api.find(path + "/branches/" + Api.part(branch)), branch, "commit", "id");
  }

  @Override
  Map<String, CommitId> heads() {
    return heads(
        api,
        name,
        api.address(path + "/branches?per_page=100"),
        page -> heads(page.tree().items(), name, "commit", "id"));
  }

  @Override
  Tree commit(CommitId commit) {
    return api.find(path + "/commits/" + commit + "?stats=false")
        .orElseThrow(() -> missing(name, commit))
        .tree();
  }

  private Listing listing(CommitId commit) {
    Map<String, String> files = new HashMap<>();
    Optional<URI> next =
        Optional.of(
            api.address(
                path
                    + "/tree?ref=%s&recursive=true&pagination=keyset&per_page=100"
                        .formatted(commit)));
    for (int page = 0; next.isPresent(); page++) {
      if (page >= MOST_PAGES) {
        throw cutOff(name);
      }
      Api.Page read = api.find(next.get()).orElseThrow(() -> missing(name, commit));
      for (Tree entry : read.tree().items().orElseThrow(() -> cutOff(name))) {
        if (!entry.need("type").equals("tree")) {
          files.put(entry.need("path"), entry.need("mode") + entry.need("id"));
        }
      }
      next = read.next();
    }
    return new Listing(files);
  }
}
