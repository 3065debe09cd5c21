package dev.signalbox.local.codedeploy.appspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The text of an AppSpec file, YAML or JSON, whoever wrote it. */
public final class AppSpecText {
  private static final JsonMapper JSON = new JsonMapper();

  private AppSpecText() {}

  /**
   * @throws IllegalArgumentException where it is no mapping; the message goes on after the file's
   *     name
   */
  public static JsonNode read(String text) {
    JsonNode spec = parsed(text);
    if (!spec.isObject()) {
      throw new IllegalArgumentException("it is not a mapping");
    }
    return spec;
  }

  private static JsonNode parsed(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel("AppSpec").setMaxAliasesForCollections(0).build();
    try {
      return JSON.valueToTree(new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("it is neither YAML nor JSON: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deeply", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its keys must be texts", e);
    }
  }
}
