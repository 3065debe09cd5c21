package dev.signalbox.cli.backtest;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.WatchedRepository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Replays the history of one branch as pushes of one commit each.
 *
 * @param against the definition to compare with
 */
public record Backtest(
    Definition definition,
    Optional<Definition> against,
    WatchedRepository repository,
    String branch) {
  /** What {@code git log} must be asked for. */
  public static final List<String> LOG =
      List.of(
          "-c",
          "log.showRoot=true",
          "log",
          "--first-parent",
          "-m",
          "--no-renames",
          "--name-status",
          "-z",
          "--reverse",
          "--format=" + GitLog.FORMAT);

  /**
   * Reads the log and decides about each of its commits.
   *
   * @param progress told after each commit how many there have been
   */
  public BacktestReport run(InputStream log, IntConsumer progress) throws IOException {
    var tally = new Tally(pipelines());
    var here = new Replay(definition, repository, Ref.branch(branch));
    Optional<Replay> there = against.map(d -> new Replay(d, repository, Ref.branch(branch)));
    GitLog.read(
        log,
        step -> {
          tally.add(step, here.starts(step), there.map(r -> r.starts(step)).orElse(Set.of()));
          progress.accept(tally.pushes());
        });
    return new BacktestReport(tally, against.isPresent());
  }

  /** Those that pushes of branches of the repository can start, under either definition. */
  private List<PipelineId> pipelines() {
    return Stream.concat(Stream.of(definition), against.stream())
        .flatMap(d -> d.routes().all().stream())
        .filter(route -> isForBranches(route, repository.repository()))
        .map(route -> route.start().target().pipeline())
        .distinct()
        .toList();
  }

  private static boolean isForBranches(Route route, Repository repository) {
    return route.on() instanceof On.Branches(var of, _) && of.equals(repository);
  }
}
