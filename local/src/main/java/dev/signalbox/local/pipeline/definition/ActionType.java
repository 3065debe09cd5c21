package dev.signalbox.local.pipeline.definition;

import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/**
 * What an action of a kind takes and gives.
 *
 * @param required whether it must be there, by configuration property
 * @param anyProperty whether other properties than these are let through
 */
public record ActionType(
    String category,
    String owner,
    String provider,
    String version,
    Range inputs,
    Range outputs,
    Map<String, Boolean> required,
    boolean anyProperty) {

  /** How many artifacts. */
  public record Range(int least, int most) {}

  public boolean is(ActionTypeId id) {
    return category.equals(id.categoryAsString())
        && owner.equals(id.ownerAsString())
        && provider.equals(id.provider())
        && version.equals(id.version());
  }

  public ActionTypeId id() {
    return ActionTypeId.builder()
        .category(category)
        .owner(owner)
        .provider(provider)
        .version(version)
        .build();
  }
}
