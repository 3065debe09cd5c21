package dev.signalbox.aws.hosted;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.aws.web.Answer;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One repository at GitHub.
 *
 * <p>A comparison there lists 300 files at most, and begins where the two histories part. Where
 * that is not what was asked for, the two commits' whole trees are compared.
 */
final class GitHubSource extends HostedSource {
  private static final int MOST_COMPARED = 300;
  private static final String UNRELATED = "No common ancestor";
  private static final int MOST_KEPT = 32;

  private final Api api;
  private final String name;
  private final String path;

  /** Commits never change, and what is asked of two is asked several times. */
  private final Map<String, Comparison> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Comparison> eldest) {
          return size() > MOST_KEPT;
        }
      };

  GitHubSource(Api api, String name) {
    this.api = api;
    this.name = name;
    this.path = "/repos/" + name;
  }

  private record Comparison(Optional<CommitId> base, List<Change> changes, boolean complete) {}

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    if (from.isPresent()) {
      Comparison comparison = compare(from.get(), to);
      if (comparison.complete() && comparison.base().equals(from)) {
        return List.of(comparison.changes());
      }
    }
    return List.of(from.map(this::listing).orElse(Listing.NOTHING).changesTo(listing(to)));
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    return compare(one, other).base();
  }

  @Override
  public Optional<CommitId> head(String branch) {
    String ref = "refs/heads/" + branch;
    return api.find(path + "/git/ref/heads/" + Api.part(branch).replace("%2F", "/"))
        .map(Api.Page::tree)
        // Where there is no such branch, those that begin with the name may be told instead.
        .filter(tree -> tree.at("ref").text().equals(Optional.of(ref)))
        .flatMap(tree -> tree.at("object", "sha").text())
        .map(CommitId::new);
  }

  @Override
  Map<String, CommitId> heads() {
    return heads(
        api,
        name,
        api.address(path + "/branches?per_page=100"),
        page -> heads(page.tree().items(), name, "commit", "sha"));
  }

  @Override
  Tree commit(CommitId commit) {
    return api.find(path + "/git/commits/" + commit)
        .orElseThrow(() -> missing(name, commit))
        .tree();
  }

  private synchronized Comparison compare(CommitId from, CommitId to) {
    String range = from + "..." + to;
    Comparison known = kept.get(range);
    if (known == null) {
      known = compare(range, from);
      kept.put(range, known);
    }
    return known;
  }

  private Comparison compare(String range, CommitId from) {
    // The first page has the files, however many commits it has.
    Answer answer = api.ask(api.address(path + "/compare/" + range + "?per_page=1&page=1"));
    Tree tree = Api.page(answer).tree();
    if (answer.status() == 404) {
      if (tree.at("message").text().filter(text -> text.startsWith(UNRELATED)).isPresent()) {
        return new Comparison(Optional.empty(), List.of(), false);
      }
      throw missing(name, from);
    }
    Optional<List<Tree>> files = tree.at("files").items();
    List<Change> changes = new ArrayList<>();
    files.orElse(List.of()).forEach(file -> changes.addAll(change(file)));
    return new Comparison(
        tree.at("merge_base_commit", "sha").text().map(CommitId::new),
        List.copyOf(changes),
        files.filter(list -> list.size() < MOST_COMPARED).isPresent());
  }

  private static List<Change> change(Tree file) {
    String path = file.need("filename");
    return switch (file.need("status")) {
      case "added", "copied" -> List.of(new Change(Change.Kind.ADDED, path));
      case "removed" -> List.of(new Change(Change.Kind.DELETED, path));
      case "renamed" -> moved(file.need("previous_filename"), path);
      case "unchanged" -> List.of();
      default -> List.of(new Change(Change.Kind.MODIFIED, path));
    };
  }

  private Listing listing(CommitId commit) {
    Tree tree =
        api.find(path + "/git/trees/" + commit + "?recursive=1")
            .orElseThrow(() -> missing(name, commit))
            .tree();
    List<Tree> entries = tree.at("tree").items().orElseThrow(() -> cutOff(name));
    if (tree.at("truncated").isTrue() || entries.size() > MOST_FILES) {
      throw cutOff(name);
    }
    Map<String, String> files = new HashMap<>();
    for (Tree entry : entries) {
      if (!entry.need("type").equals("tree")) {
        files.put(entry.need("path"), entry.need("mode") + entry.need("sha"));
      }
    }
    return new Listing(files);
  }
}
