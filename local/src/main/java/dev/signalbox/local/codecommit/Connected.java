package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Connections;
import dev.signalbox.local.api.Repositories.Commit;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.codecommit.history.CommitZip;
import dev.signalbox.local.codecommit.history.Commits;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Repositories of other providers: git repositories of this machine that stand for them. */
public final class Connected implements Connections {
  private static final Pattern LOOPBACK =
      Pattern.compile("https?://([^@/]*@)?(127[.]0[.]0[.]1|localhost|\\[::1])(:\\d+)?/.*");

  private final Path directory;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  public Connected(Store store) {
    this.directory = store.directory("connections");
  }

  /**
   * Says where a repository is: a folder, or an address on loopback.
   *
   * @throws IllegalArgumentException where that is elsewhere
   */
  public void connect(String repository, String address) {
    boolean folder = new File(address).isDirectory();
    if (!folder && !LOOPBACK.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "'%s' is neither a folder nor an address on loopback".formatted(address));
    }
    addresses.put(repository, address);
  }

  @Override
  public boolean know(String repository) {
    return addresses.containsKey(repository);
  }

  @Override
  public synchronized Optional<Commit> commit(String repository, String specifier) {
    try (Repository copy = open(repository)) {
      fetch(copy, repository);
      return new Commits(copy)
          .find(specifier)
          .map(found ->
              new Commit(
                  found.name(),
                  found.getFullMessage(),
                  found.getAuthorIdent().getName(),
                  found.getAuthorIdent().getWhenAsInstant(),
                  found.getCommitterIdent().getWhenAsInstant()));
    }
  }

  private void fetch(Repository copy, String repository) {
    try (var git = Git.wrap(copy)) {
      git.fetch()
          .setRemote(addresses.get(repository))
          .setRefSpecs("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
          .setRemoveDeletedRefs(true)
          .call();
    } catch (GitAPIException e) {
      throw new AwsError(
          "ConnectionError",
          400,
          "Repository %s cannot be fetched: %s".formatted(repository, e.getMessage()));
    }
  }

  @Override
  public synchronized void writeZip(String repository, String commitId, Path zip) {
    try (Repository copy = open(repository)) {
      new CommitZip(copy).write(commitId, zip);
    }
  }

  private Repository open(String repository) {
    String name = HexFormat.of().formatHex(repository.getBytes(StandardCharsets.UTF_8));
    try {
      Repository copy =
          new FileRepositoryBuilder()
              .setGitDir(directory.resolve(name).toFile())
              .setBare()
              .setMustExist(false)
              .build();
      if (!copy.getObjectDatabase().exists()) {
        copy.create(true);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
