package dev.signalbox.aws.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that takes time to build, built when it is first needed and never again. */
public final class Once<T> implements Supplier<T> {
  private final Supplier<T> build;
  private @Nullable T built;

  public Once(Supplier<T> build) {
    this.build = build;
  }

  @Override
  public synchronized T get() {
    T known = built;
    if (known == null) {
      known = build.get();
      built = known;
    }
    return known;
  }
}
