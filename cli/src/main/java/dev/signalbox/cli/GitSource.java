package dev.signalbox.cli;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A repository on this machine's disk, read with git. */
final class GitSource implements Source {
  /** git's name for a tree without files, the same in every SHA-1 repository. */
  private static final String NOTHING = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private final RunningGit git;

  GitSource(Path repository) {
    this.git = new RunningGit(repository);
  }

  @Override
  public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
    from.ifPresent(this::checkPresent);
    checkPresent(to);
    String before = from.map(CommitId::value).orElse(NOTHING);
    RunningGit.Ended diff =
        git.run("diff", "--name-status", "-z", "--no-renames", before, to.value(), "--");
    if (diff.exit() != 0) {
      throw UserError.failed("git cannot compare " + before + " with " + to);
    }
    return List.of(NameStatus.read(diff.output()));
  }

  @Override
  public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
    from.ifPresent(this::checkPresent);
    checkPresent(to);
    RunningGit.Ended log =
        git.run(
            "-c",
            "log.showRoot=true",
            "log",
            "--format=",
            "--name-status",
            "-z",
            "--no-renames",
            "--diff-merges=first-parent",
            from.map(commit -> commit + "..").orElse("") + to,
            "--");
    if (log.exit() != 0) {
      throw UserError.failed("git cannot list the commits up to " + to);
    }
    return List.of(NameStatus.read(log.output()));
  }

  @Override
  public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
    checkPresent(one);
    checkPresent(other);
    return commit(git.run("merge-base", one.value(), other.value()));
  }

  /** A fresh clone knows most branches only as those of where it came from. */
  @Override
  public Optional<CommitId> head(String branch) {
    return ref("refs/heads/" + branch).or(() -> ref("refs/remotes/origin/" + branch));
  }

  private Optional<CommitId> ref(String name) {
    return commit(git.run("rev-parse", "--verify", "--quiet", name + "^{commit}"));
  }

  @Override
  public Optional<String> message(CommitId commit) {
    checkPresent(commit);
    return Optional.of(git.run("log", "-1", "--format=%B", commit.value(), "--").output());
  }

  private static Optional<CommitId> commit(RunningGit.Ended ended) {
    return ended.exit() == 0 ? Optional.of(new CommitId(ended.output().strip())) : Optional.empty();
  }

  private void checkPresent(CommitId commit) {
    if (git.run("cat-file", "-e", commit.value() + "^{commit}").exit() != 0) {
      throw new MissingCommit(git.directory() + " has no commit " + commit);
    }
  }
}
