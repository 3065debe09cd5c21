package dev.signalbox.local.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A request or a result as JSON, for operations whose class in the SDK lacks members that AWS has
 * by now. Only AWS's newer model says then what is right.
 */
public final class Members implements SdkPojo, Buildable {
  private ObjectNode json;

  public Members() {
    this(JsonNodeFactory.instance.objectNode());
  }

  public Members(ObjectNode json) {
    this.json = json;
  }

  public ObjectNode json() {
    return json;
  }

  void read(ObjectNode given) {
    json = given.deepCopy();
  }

  @Override
  public Members build() {
    return this;
  }

  @Override
  public List<SdkField<?>> sdkFields() {
    return List.of();
  }

  @Override
  public Map<String, SdkField<?>> sdkFieldNameToField() {
    return Map.of();
  }
}
