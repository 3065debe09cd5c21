package dev.signalbox.cli;

import dev.signalbox.cli.backtest.Backtest;
import dev.signalbox.cli.backtest.BacktestReport;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.WatchedRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays a repository's history through a definition. */
@Command(
    name = "backtest",
    description =
        "Which pipelines each push of a repository's history would have started; each commit of"
            + " the branch counts as one push. Nothing is started.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./signalbox backtest --config signalbox.yaml --repo ../shop --last 500",
      "  ./signalbox backtest --config new.yaml --against signalbox.yaml --repo . --json"
    })
final class BacktestCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The definition file.")
  private Path config;

  @Option(
      names = "--repo",
      paramLabel = "GITDIR",
      description = "A git repository on this machine; default: here.")
  private Path directory = Path.of(".");

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "The newest N commits of the branch; default: all.")
  private @Nullable Integer last;

  @Option(
      names = "--against",
      paramLabel = "FILE2",
      description = "Another definition file, to see what changes.")
  private @Nullable Path against;

  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "Which repository of the definition it is, where there are several.")
  private @Nullable String repository;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "The branch to replay; default: the repository's default branch.")
  private @Nullable String branch;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (last != null && last < 1) {
      throw UserError.wrongUse("--last needs a number of 1 or more");
    }
    Definition definition = DefinitionFiles.valid(config);
    WatchedRepository watched = watched(definition);
    String replayed = branch == null ? watched.defaultBranch() : branch;
    var backtest =
        new Backtest(
            definition,
            Optional.ofNullable(against).map(DefinitionFiles::valid),
            watched,
            replayed);
    BacktestReport report = run(backtest, commit(replayed));
    Console console = Console.standard();
    if (json) {
      console.line(report.json().toString());
    } else {
      report.lines().forEach(line -> console.line(Console.safe(line)));
    }
    return 0;
  }

  private WatchedRepository watched(Definition definition) {
    List<WatchedRepository> all = definition.routes().repositories();
    List<WatchedRepository> named =
        all.stream()
            .filter(w -> repository == null || w.repository().name().equals(repository))
            .toList();
    if (named.size() != 1) {
      throw UserError.wrongUse(
          "which repository is it? Say --repository with one of: "
              + all.stream().map(w -> w.repository().name()).collect(Collectors.joining(", ")));
    }
    return named.getFirst();
  }

  /** A branch of the clone or, in a fresh one, of where it came from. */
  private String commit(String name) {
    var git = new RunningGit(directory);
    for (String ref : List.of("refs/heads/" + name, "refs/remotes/origin/" + name)) {
      RunningGit.Ended found = git.run("rev-parse", "--verify", "--quiet", ref + "^{commit}");
      if (found.exit() == 0) {
        return found.output().strip();
      }
    }
    throw UserError.wrongUse(
        "%s has no branch '%s': is it a git repository? Say --branch with one of its branches"
            .formatted(directory, Console.safe(name)));
  }

  private BacktestReport run(Backtest backtest, String commit) {
    List<String> arguments = new ArrayList<>(Backtest.LOG);
    if (last != null) {
      arguments.addAll(List.of("-n", last.toString()));
    }
    arguments.addAll(List.of(commit, "--"));
    try (var progress = new Progress("pushes")) {
      return new RunningGit(directory).read(arguments, log -> backtest.run(log, progress::at));
    } catch (IOException e) {
      throw UserError.failed(directory + " cannot be read: " + e.getMessage());
    }
  }
}
