package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.api.Place;
import java.util.Objects;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Where a pipeline keeps its artifacts: one bucket, or one a Region. */
public final class Stores {
  private final Place place;
  private final PipelineDeclaration declaration;

  public Stores(Place place, PipelineDeclaration declaration) {
    this.place = place;
    this.declaration = declaration;
  }

  void check() {
    boolean one = declaration.artifactStore() != null;
    boolean many = declaration.hasArtifactStores();
    if (one == many) {
      throw Structure.invalid(
          "Pipeline should have either artifactStore or artifactStores, and not both");
    }
    if (many && !declaration.artifactStores().containsKey(place.region())) {
      throw Structure.invalid(
          "artifactStores should have a store for the pipeline's own Region " + place.region());
    }
    declaration
        .stages()
        .forEach(stage -> stage.actions().forEach(action -> checkRegion(action, many)));
  }

  private void checkRegion(ActionDeclaration action, boolean many) {
    String region = action.region();
    if (region == null || region.equals(place.region())) {
      return;
    }
    if (!many || !declaration.artifactStores().containsKey(region)) {
      throw Structure.invalid(
          "Action '%s' runs in Region %s, for which artifactStores has no store"
              .formatted(action.name(), region));
    }
    if (Structure.isSource(action) || !action.actionTypeId().ownerAsString().equals("AWS")) {
      throw ActionRules.invalid(
          "Action '%s' cannot run in another Region than its pipeline: neither source actions nor"
                  .formatted(action.name())
              + " third-party and custom actions can");
    }
  }

  /** The store of the Region an action runs in. */
  public ArtifactStore of(ActionDeclaration action) {
    ArtifactStore one = declaration.artifactStore();
    if (one != null) {
      return one;
    }
    String region = action.region();
    return Objects.requireNonNull(
        declaration.artifactStores().get(region == null ? place.region() : region),
        "create-pipeline asks for a store in every Region of its actions");
  }
}
