package dev.signalbox.benchmarks;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import java.util.concurrent.TimeUnit;
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
 * A pattern made to be slow: java.nio's matcher does not come to an end with it, so that it cannot
 * be measured here.
 */
// JMH fills the fields, in its own time.
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GlobBenchmark {
  @Param({"SIGNALBOX", "CODEPIPELINE", "GITHUB"})
  private Dialect dialect;

  private Glob glob;
  private String text;

  @Setup
  public void inputs() {
    glob = Glob.of("a*".repeat(30) + "b", dialect);
    text = "a".repeat(4000);
  }

  @Benchmark
  public boolean hostilePattern() {
    return glob.matches(text);
  }
}
