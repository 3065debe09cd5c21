package dev.signalbox.local.build;

import dev.signalbox.local.build.Buildspec.OnFailure;
import dev.signalbox.local.build.Buildspec.Output;
import dev.signalbox.local.build.Buildspec.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a buildspec of version 0.2; what is wrong fails the build's {@code DOWNLOAD_SOURCE} phase.
 */
final class BuildspecReader {
  private static final int LARGEST = 1_000_000;
  private static final Set<String> PHASES = Set.of("install", "pre_build", "build", "post_build");
  private static final Set<String> SHELLS = Set.of("bash", "/bin/sh");
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "buildspec",
          Set.of(
              "version",
              "run-as",
              "env",
              "proxy",
              "batch",
              "phases",
              "reports",
              "artifacts",
              "cache"),
          "env",
          Set.of(
              "shell",
              "variables",
              "parameter-store",
              "exported-variables",
              "secrets-manager",
              "git-credential-helper"),
          "phase",
          Set.of(
              "run-as",
              "on-failure",
              "on-build-success",
              "runtime-versions",
              "commands",
              "finally"),
          "artifacts",
          Set.of(
              "files",
              "name",
              "discard-paths",
              "base-directory",
              "exclude-paths",
              "enable-symlinks",
              "s3-prefix",
              "secondary-artifacts"),
          "cache",
          Set.of("paths", "key", "fallback-keys", "action"));

  private final List<String> notes = new ArrayList<>();

  private BuildspecReader() {}

  /**
   * @throws PhaseFailure YAML_FILE_ERROR
   */
  static Buildspec read(String text) {
    return new BuildspecReader().buildspec(YamlSection.of("buildspec", root(text)));
  }

  private static Node root(String text) {
    var settings =
        LoadSettings.builder().setCodePointLimit(LARGEST).setMaxAliasesForCollections(50).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(() -> new PhaseFailure("YAML_FILE_ERROR", "YAML file is empty"));
    } catch (MarkedYamlEngineException e) {
      throw YamlSection.wrong(
          Optional.ofNullable(e.getProblem()).orElse("is not YAML"), e.getProblemMark());
    } catch (YamlEngineException e) {
      throw new PhaseFailure("YAML_FILE_ERROR", String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) { // the parser calls itself for every level of nesting
      throw new PhaseFailure("YAML_FILE_ERROR", "YAML file is nested too deeply");
    }
  }

  private Buildspec buildspec(YamlSection root) {
    version(root);
    if (root.has("batch")) {
      throw root.wrongAt("batch", "signalbox local runs no batch builds");
    }
    unknown("buildspec", root);
    root.text("run-as").ifPresent(user -> notes.add("run-as " + user + " is not applied"));
    if (root.has("reports")) {
      notes.add("reports are not collected: " + String.join(", ", root.section("reports").keys()));
    }
    YamlSection env = root.section("env");
    unknown("env", env);
    YamlSection artifacts = root.section("artifacts");
    unknown("artifacts", artifacts);
    YamlSection cache = root.section("cache");
    unknown("cache", cache);
    return new Buildspec(
        shell(env),
        env.texts("variables"),
        env.texts("parameter-store"),
        env.texts("secrets-manager"),
        exported(env),
        env.flag("git-credential-helper"),
        phases(root),
        artifacts.has("files") ? Optional.of(output(artifacts)) : Optional.empty(),
        secondary(artifacts.section("secondary-artifacts")),
        cache.list("paths"),
        List.copyOf(notes));
  }

  private static void version(YamlSection root) {
    String version =
        root.text("version")
            .orElseThrow(
                () -> new PhaseFailure("YAML_FILE_ERROR", "Missing required key: version"));
    if (!version.equals("0.2")) {
      throw root.wrongAt(
          "version", "signalbox local runs buildspecs of version 0.2, this one is " + version);
    }
    if (!root.has("phases")) {
      throw new PhaseFailure("YAML_FILE_ERROR", "Missing required key: phases");
    }
  }

  private static Optional<String> shell(YamlSection env) {
    Optional<String> shell = env.text("shell");
    if (shell.isPresent() && !SHELLS.contains(shell.get())) {
      throw env.wrongAt(
          "shell", "signalbox local has the shells /bin/sh and bash, not " + shell.get());
    }
    return shell;
  }

  private static List<String> exported(YamlSection env) {
    List<String> names = env.list("exported-variables");
    for (String name : names) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw env.wrongAt(
            "exported-variables", "'" + name + "' cannot be the name of an exported variable");
      }
    }
    return names;
  }

  private Map<String, Phase> phases(YamlSection root) {
    YamlSection phases = root.section("phases");
    Map<String, Phase> found = new LinkedHashMap<>();
    for (String name : phases.keys()) {
      if (!PHASES.contains(name)) {
        throw phases.wrongAt(
            name,
            "Invalid buildspec phase name: "
                + name.toUpperCase(Locale.ROOT)
                + ". Expecting: BUILD,INSTALL,POST_BUILD,PRE_BUILD");
      }
      found.put(name, phase(phases.section(name)));
    }
    return found;
  }

  private Phase phase(YamlSection phase) {
    unknown("phase", phase);
    phase.text("run-as").ifPresent(user -> notes.add("run-as " + user + " is not applied"));
    phase
        .texts("runtime-versions")
        .forEach((runtime, version) ->
            notes.add(
                "runtime version " + runtime + " " + version + ": this machine's own is used"));
    return new Phase(phase.list("commands"), phase.list("finally"), onFailure(phase));
  }

  private static Optional<OnFailure> onFailure(YamlSection phase) {
    return phase
        .text("on-failure")
        .map(text ->
            switch (text) {
              case "ABORT" -> OnFailure.ABORT;
              case "CONTINUE" -> OnFailure.CONTINUE;
              default ->
                  throw phase.wrongAt(
                      "on-failure",
                      "signalbox local knows on-failure ABORT and CONTINUE, not " + text);
            });
  }

  private Map<String, Output> secondary(YamlSection section) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    for (String identifier : section.keys()) {
      YamlSection artifacts = section.section(identifier);
      unknown("artifacts", artifacts);
      outputs.put(identifier, output(artifacts));
    }
    return outputs;
  }

  private Output output(YamlSection artifacts) {
    if (artifacts.flag("enable-symlinks")) {
      notes.add("enable-symlinks: links are packed as the files they lead to");
    }
    return new Output(
        artifacts.list("files"),
        artifacts.list("exclude-paths"),
        artifacts.text("base-directory"),
        artifacts.flag("discard-paths"),
        artifacts.text("name"));
  }

  private void unknown(String kind, YamlSection section) {
    Set<String> unknown = new TreeSet<>(section.keys());
    unknown.removeAll(KEYS.getOrDefault(kind, Set.of()));
    if (!unknown.isEmpty()) {
      notes.add(
          "Found possible syntax errors in buildspec: in the section "
              + section.name()
              + " the following keys cannot be identified: "
              + String.join(", ", unknown));
    }
  }
}
