package dev.signalbox.core.ephemeral;

import java.util.Map;

@SuppressWarnings("NullAway.Init") // made before each test
class WorkshopInMemoryTest extends WorkshopContract {
  private WorkshopInMemory workshop;

  @Override
  protected Workshop emptyWorkshop() {
    workshop = new WorkshopInMemory();
    return workshop;
  }

  @Override
  protected void changeTheTemplate() {
    workshop.templateIs("2");
  }

  @Override
  protected void pipelineOfOthers(BranchPipeline pipeline, Map<String, String> tags) {
    workshop.foreign(pipeline.id(), tags);
  }

  @Override
  protected void run(BranchPipeline pipeline) {
    workshop.run(pipeline.id());
  }
}
