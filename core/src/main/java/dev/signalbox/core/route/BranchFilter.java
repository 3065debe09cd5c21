package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import java.util.List;

/** The branches a route is for: any of the included ones, none of the excluded ones. */
public record BranchFilter(List<Glob> include, List<Glob> exclude) {
  public static final BranchFilter ALL = new BranchFilter(List.of(), List.of());

  public BranchFilter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
