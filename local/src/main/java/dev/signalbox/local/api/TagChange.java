package dev.signalbox.local.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A change of a resource's tags, of which every service allows the same number. */
public final class TagChange {
  /** How many tags a resource has at the most. */
  public static final int MOST = 50;

  private TagChange() {}

  /**
   * The tags after the change, by key.
   *
   * @param change to a map of its own
   * @param tooMany what the service answers when there would be too many
   */
  public static Map<String, String> of(
      Map<String, String> tags, Consumer<Map<String, String>> change, Supplier<AwsError> tooMany) {
    Map<String, String> changed = new TreeMap<>(tags);
    change.accept(changed);
    if (changed.size() > MOST) {
      throw tooMany.get();
    }
    return changed;
  }
}
