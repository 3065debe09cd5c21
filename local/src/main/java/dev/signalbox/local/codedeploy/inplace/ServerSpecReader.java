package dev.signalbox.local.codedeploy.inplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.codedeploy.appspec.AppSpecText;
import dev.signalbox.local.codedeploy.inplace.ServerSpec.Copy;
import dev.signalbox.local.codedeploy.inplace.ServerSpec.Hook;
import dev.signalbox.local.codedeploy.inplace.ServerSpec.Permission;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code appspec.yml} of a bundle. */
final class ServerSpecReader {
  private static final int LONGEST = 3600;
  private static final Set<String> SCRIPTED =
      Set.of(
          "ApplicationStop",
          "BeforeInstall",
          "AfterInstall",
          "ApplicationStart",
          "ValidateService");

  private ServerSpecReader() {}

  /**
   * @throws IOException with what is wrong with it
   */
  static ServerSpec read(String text, String existing) throws IOException {
    JsonNode spec = parsed(text);
    if (!spec.path("version").asText().matches("0\\.0+|0")) {
      throw new IOException("The deployment specification file's version must be 0.0");
    }
    if (!spec.path("os").asText().equals("linux")) {
      throw new IOException("The deployment specification file's os must be linux");
    }
    String wanted = spec.path("file_exists_behavior").asText(existing);
    if (!wanted.matches("DISALLOW|OVERWRITE|RETAIN")) {
      throw new IOException("file_exists_behavior must be DISALLOW, OVERWRITE or RETAIN");
    }
    return new ServerSpec(
        files(spec.path("files")), permissions(spec.path("permissions")), wanted, hooks(spec));
  }

  private static JsonNode parsed(String text) throws IOException {
    try {
      return AppSpecText.read(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("The deployment specification file is none: " + e.getMessage(), e);
    }
  }

  private static List<Copy> files(JsonNode list) throws IOException {
    List<Copy> files = new ArrayList<>();
    for (JsonNode it : list) {
      files.add(new Copy(text(it, "source"), text(it, "destination")));
    }
    return files;
  }

  private static List<Permission> permissions(JsonNode list) throws IOException {
    List<Permission> permissions = new ArrayList<>();
    for (JsonNode it : list) {
      for (String name : new String[] {"acls", "context"}) {
        if (it.has(name)) {
          throw new IOException("signalbox local does not implement " + name + " in permissions");
        }
      }
      String mode = it.path("mode").asText();
      if (!mode.matches("[0-7]{0,4}")) {
        throw new IOException("The mode '" + mode + "' is not an octal number");
      }
      permissions.add(
          new Permission(
              text(it, "object"),
              it.path("pattern").asText("**"),
              texts(it.path("except")),
              mode,
              it.has("type") ? texts(it.path("type")) : List.of("file", "directory")));
    }
    return permissions;
  }

  private static Map<String, List<Hook>> hooks(JsonNode spec) throws IOException {
    Map<String, List<Hook>> hooks = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> event : spec.path("hooks").properties()) {
      if (!SCRIPTED.contains(event.getKey())) {
        throw new IOException("There are no hooks at " + event.getKey() + " here");
      }
      List<Hook> scripts = new ArrayList<>();
      int sum = 0;
      for (JsonNode it : event.getValue()) {
        int timeout = it.path("timeout").asInt(LONGEST);
        if (timeout < 1) {
          throw new IOException("The timeout of a script must be a number of seconds");
        }
        sum += it.has("timeout") ? timeout : 0;
        scripts.add(new Hook(text(it, "location"), Duration.ofSeconds(Math.min(timeout, LONGEST))));
      }
      if (sum > LONGEST) {
        throw new IOException(
            "The timeouts of the scripts at " + event.getKey() + " add up to more than 3600");
      }
      hooks.put(event.getKey(), scripts);
    }
    return hooks;
  }

  private static String text(JsonNode object, String member) throws IOException {
    String text = object.path(member).asText();
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new IOException("The deployment specification file has no valid " + member);
    }
    return text;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
