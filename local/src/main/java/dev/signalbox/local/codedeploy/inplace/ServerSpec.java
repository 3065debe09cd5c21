package dev.signalbox.local.codedeploy.inplace;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an AppSpec file says of a deployment to instances.
 *
 * @param existing DISALLOW, OVERWRITE or RETAIN: what becomes of files that are there already
 * @param hooks by lifecycle event, in their order
 */
record ServerSpec(
    List<Copy> files,
    List<Permission> permissions,
    String existing,
    Map<String, List<Hook>> hooks) {
  /** A file, or all that is in a folder, that goes into a folder of the instance. */
  record Copy(String source, String destination) {}

  /**
   * @param pattern of the names it is about, below the object
   * @param except patterns of those it is not about
   * @param mode octal digits
   * @param types file, directory
   */
  record Permission(
      String object, String pattern, List<String> except, String mode, List<String> types) {
    Permission {
      except = List.copyOf(except);
      types = List.copyOf(types);
    }
  }

  /** A script of the bundle. */
  record Hook(String location, Duration timeout) {}

  ServerSpec {
    files = List.copyOf(files);
    permissions = List.copyOf(permissions);
    hooks = Map.copyOf(hooks);
  }

  List<Hook> at(String event) {
    return hooks.getOrDefault(event, List.of());
  }
}
