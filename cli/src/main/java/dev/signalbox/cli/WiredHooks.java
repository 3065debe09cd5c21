package dev.signalbox.cli;

import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Wired;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The hooks that a file tells AWS to call: an AppSpec's, or an ECS service's. */
final class WiredHooks {
  private WiredHooks() {}

  /**
   * Of an AppSpec, in YAML or JSON.
   *
   * @param given APPLICATION/GROUP=FILE
   */
  static Map.Entry<Guarded.Place, List<Wired>> ofAppSpec(String given) {
    String[] parts = parts(given, "--appspec takes APPLICATION/GROUP=FILE");
    Guarded.Place place = new Guarded.DeploymentGroup(parts[0], parts[1]);
    List<Wired> wired = new ArrayList<>();
    for (Object hook : list(parts[2], "hooks")) {
      if (hook instanceof Map<?, ?> map) {
        map.forEach((event, function) ->
            wired.add(
                new Wired(
                    place,
                    String.valueOf(event),
                    Optional.of(String.valueOf(function)),
                    Optional.empty(),
                    false)));
      }
    }
    return Map.entry(place, wired);
  }

  /**
   * Of a service, as {@code aws ecs describe-services} tells it, or as a template declares it.
   *
   * @param given CLUSTER/SERVICE=FILE
   */
  static Map.Entry<Guarded.Place, List<Wired>> ofService(String given) {
    String[] parts = parts(given, "--service takes CLUSTER/SERVICE=FILE");
    Guarded.Place place = new Guarded.Service(parts[0], parts[1]);
    List<Wired> wired = new ArrayList<>();
    for (Object hook : list(parts[2], "lifecycleHooks")) {
      for (Object stage : items(member(hook, "lifecycleStages"))) {
        Object patience = member(hook, "timeoutConfiguration");
        wired.add(
            new Wired(
                place,
                String.valueOf(stage),
                Optional.ofNullable(member(hook, "hookTargetArn")).map(String::valueOf),
                Optional.ofNullable(member(patience, "timeoutInMinutes"))
                    .map(minutes -> Duration.ofMinutes(Long.parseLong(String.valueOf(minutes)))),
                "CONTINUE".equals(member(patience, "action"))));
      }
    }
    return Map.entry(place, wired);
  }

  private static String[] parts(String given, String usage) {
    int equals = given.indexOf('=');
    int slash = given.indexOf('/');
    if (slash < 1 || equals < slash + 2 || equals == given.length() - 1) {
      throw UserError.wrongUse("%s, got '%s'".formatted(usage, Console.safe(given)));
    }
    return new String[] {
      given.substring(0, slash), given.substring(slash + 1, equals), given.substring(equals + 1)
    };
  }

  private static List<?> list(String file, String key) {
    try {
      Object read =
          new Load(LoadSettings.builder().setLabel(file).build())
              .loadFromInputStream(new ByteArrayInputStream(DefinitionFiles.read(Path.of(file))));
      return items(find(read, key, Collections.newSetFromMap(new IdentityHashMap<>())));
    } catch (YamlEngineException e) {
      throw UserError.failed(
          "%s is neither YAML nor JSON: %s"
              .formatted(file, Console.safe(String.valueOf(e.getMessage()))));
    } catch (StackOverflowError e) { // the parser calls itself for every level of nesting
      throw UserError.failed(file + " is nested too deeply");
    }
  }

  private static List<?> items(@Nullable Object list) {
    return list instanceof List<?> items ? items : List.of();
  }

  /**
   * Wherever it is: templates and answers wrap it differently.
   *
   * @param seen what aliases come back to
   */
  private static @Nullable Object find(@Nullable Object value, String key, Set<Object> seen) {
    Object here = member(value, key);
    if (here != null || value == null || !seen.add(value)) {
      return here;
    }
    List<?> parts = value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : items(value);
    for (Object part : parts) {
      Object found = find(part, key, seen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Templates begin names with a capital letter. */
  private static @Nullable Object member(@Nullable Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (key.equalsIgnoreCase(String.valueOf(entry.getKey()))) {
          return entry.getValue();
        }
      }
    }
    return null;
  }
}
