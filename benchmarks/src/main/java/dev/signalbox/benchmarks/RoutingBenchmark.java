package dev.signalbox.benchmarks;

import com.hrakaroo.glob.GlobPattern;
import com.hrakaroo.glob.MatchingEngine;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Decider;
import dev.signalbox.core.route.Outcome;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Which of many routes does a push of many files take?
 *
 * <p>We decide in full, with witnesses and reasons. The others only ask, route by route, whether
 * one of the files matches the route's pattern, and stop at the first that does. All get the same
 * patterns, on which they agree, and the same files.
 */
// JMH fills the fields, in its own time.
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoutingBenchmark {
  @Param({"100", "1000", "10000"})
  private int routes;

  @Param("10000")
  private int files;

  private Decider decider;
  private Event push;
  private List<String> paths;
  private List<Path> nioPaths;
  private List<PathMatcher> nio;
  private List<MatchingEngine> library;

  @Setup
  public void inputs() {
    var inputs = new Inputs(routes, files);
    paths = inputs.changes().stream().map(Change::path).toList();
    decider = new Decider(inputs.definition(), inputs);
    push = inputs.push();
    nioPaths = paths.stream().map(Path::of).toList();
    nio =
        inputs.patterns().stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
    library = inputs.patterns().stream().map(GlobPattern::compile).toList();
    if (!signalbox().equals(javaNio()) || !signalbox().equals(hrakarooGlob())) {
      throw new IllegalStateException("They do not agree on which routes are taken");
    }
  }

  @Benchmark
  public BitSet signalbox() {
    var taken = new BitSet();
    var decisions = decider.decide(push).all();
    for (int i = 0; i < routes; i++) {
      taken.set(i, decisions.get(i).outcome() instanceof Outcome.Started);
    }
    return taken;
  }

  @Benchmark
  public BitSet javaNio() {
    return oneByOne(nio, nioPaths, PathMatcher::matches);
  }

  @Benchmark
  public BitSet hrakarooGlob() {
    return oneByOne(library, paths, MatchingEngine::matches);
  }

  private static <M, P> BitSet oneByOne(
      List<M> matchers, List<P> paths, BiPredicate<M, P> matches) {
    var taken = new BitSet();
    for (int i = 0; i < matchers.size(); i++) {
      M matcher = matchers.get(i);
      for (P path : paths) {
        if (matches.test(matcher, path)) {
          taken.set(i);
          break;
        }
      }
    }
    return taken;
  }
}
