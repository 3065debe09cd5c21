package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Where services announce what happened: the default event bus of the place. */
@FunctionalInterface
public interface Events {
  /**
   * Puts an event on the default bus of {@code place}; the envelope (id, time, account, Region) is
   * added there. Returns at once; delivery is asynchronous, at least once.
   *
   * @param source {@code aws.codecommit}, {@code aws.codepipeline} …
   * @param resources ARNs
   */
  void emit(
      Place place, String source, String detailType, List<String> resources, ObjectNode detail);
}
