package dev.signalbox.core.route;

import dev.signalbox.core.glob.Texts;
import java.util.List;

/** A filter for names, and what has the names. */
record Named(String what, Texts texts, NameFilter filter) {
  static List<Named> of(On on) {
    return switch (on) {
      case On.Branches(_, var branches) -> List.of(new Named("branch", Texts.REFS, branches));
      case On.Tags(_, var tags) -> List.of(new Named("tag", Texts.REFS, tags));
      case On.PullRequests(_, var into, var from, _) ->
          List.of(
              new Named("destination", Texts.REFS, into), new Named("source", Texts.REFS, from));
      case On.Images(_, _, _, var tags) -> List.of(new Named("image's tag", Texts.ANY, tags));
      case On.Objects(_, _, _, var keys) -> List.of(new Named("key", Texts.ANY, keys));
    };
  }
}
