package dev.signalbox.cli;

import dev.signalbox.local.Local;
import dev.signalbox.local.template.Deployed;
import dev.signalbox.local.template.TemplateProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A file that says which templates are deployed into which accounts and Regions. */
public record Stacks(Path file, List<One> all) {
  private static final Set<String> KEYS =
      Set.of("name", "account", "region", "template", "parameters");

  /** One template in one place. */
  public record One(
      String name, String account, String region, Path template, Map<String, String> parameters) {
    String place() {
      return "%s in %s/%s".formatted(name, account, region);
    }
  }

  /** What became of one of them. */
  public record Made(One stack, Deployed deployed) {}

  public Stacks {
    all = List.copyOf(all);
  }

  /**
   * Reads the file; templates are named relative to it.
   *
   * @throws UserError where it is not such a file
   */
  public static Stacks read(Path file) {
    try {
      // Everything is a text: an account's number keeps its zeros.
      var settings =
          LoadSettings.builder().setSchema(new FailsafeSchema()).setLabel(file + "").build();
      Object root =
          new Load(settings).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
      if (!(root instanceof List<?> list) || list.isEmpty()) {
        throw UserError.wrongUse(file + " is not a list of stacks");
      }
      return new Stacks(file, list.stream().map(item -> one(file, item)).toList());
    } catch (IOException e) {
      throw UserError.wrongUse(file + " cannot be read");
    } catch (YamlEngineException e) {
      throw UserError.wrongUse("%s is not valid YAML: %s".formatted(file, e.getMessage()));
    }
  }

  private static One one(Path file, Object item) {
    if (!(item instanceof Map<?, ?> map)) {
      throw UserError.wrongUse("%s: a stack has keys, got %s".formatted(file, item));
    }
    Set<String> unknown = new TreeSet<>();
    map.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw UserError.wrongUse(
          "%s: a stack has no '%s'".formatted(file, unknown.iterator().next()));
    }
    Path template = file.resolveSibling(text(file, map, "template")).normalize();
    if (!Files.isRegularFile(template)) {
      throw UserError.wrongUse("%s: there is no template %s".formatted(file, template));
    }
    return new One(
        text(file, map, "name"),
        text(file, map, "account"),
        text(file, map, "region"),
        template,
        parameters(file, map));
  }

  private static String text(Path file, Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw UserError.wrongUse("%s: a stack needs '%s'".formatted(file, key));
  }

  private static Map<String, String> parameters(Path file, Map<?, ?> map) {
    Map<String, String> parameters = new LinkedHashMap<>();
    switch (map.get("parameters")) {
      case null -> {}
      case Map<?, ?> given ->
          given.keySet().forEach(key -> parameters.put(key + "", text(file, given, key + "")));
      default -> throw UserError.wrongUse(file + ": 'parameters' has keys");
    }
    return parameters;
  }

  /**
   * Deploys them one after the other.
   *
   * @throws UserError for the first that cannot be
   */
  public List<Made> deployTo(Local local) {
    return all.stream().map(one -> new Made(one, deployTo(local, one))).toList();
  }

  private Deployed deployTo(Local local, One one) {
    try {
      return local.deploy(
          one.account(), one.region(), one.name(), one.template(), one.parameters());
    } catch (TemplateProblems e) {
      throw UserError.failed(
          "%s: %s cannot be deployed:%n%s"
              .formatted(file, one.place(), Objects.requireNonNull(e.getMessage())));
    }
  }
}
