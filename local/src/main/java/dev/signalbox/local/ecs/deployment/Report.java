package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** What is known of one service deployment, kept at every change. */
public final class Report {
  private final Table<Deployments.Kept> table;
  private final Clock clock;
  private final ObjectNode configuration;
  private ServiceDeployment deployment;
  private List<ObjectNode> hooks = List.of();

  /**
   * @param configuration the deployment configuration as the API has it
   */
  Report(
      Table<Deployments.Kept> table,
      Clock clock,
      ServiceDeployment deployment,
      ObjectNode configuration) {
    this.table = table;
    this.clock = clock;
    this.deployment = deployment;
    this.configuration = configuration.deepCopy();
    keep();
  }

  public String arn() {
    return deployment.serviceDeploymentArn();
  }

  public synchronized ServiceDeployment deployment() {
    return deployment;
  }

  public synchronized void change(UnaryOperator<ServiceDeployment.Builder> change) {
    deployment = change.apply(deployment.toBuilder()).updatedAt(clock.instant()).build();
    keep();
  }

  public void enter(Stage stage) {
    change(it -> it.lifecycleStage(stage.toString()));
  }

  public void status(ServiceDeploymentStatus status, String reason) {
    change(it -> it.status(status).statusReason(reason.isEmpty() ? null : reason));
  }

  public void finished(ServiceDeploymentStatus status, String reason) {
    change(it ->
        it.status(status)
            .statusReason(reason.isEmpty() ? null : reason)
            .finishedAt(clock.instant()));
  }

  /** What of production traffic goes to the new revision, in percent. */
  public void production(double share) {
    sources(it -> it.requestedProductionTrafficWeight(100 - share));
    target(it -> it.requestedProductionTrafficWeight(share));
  }

  /** What of test traffic goes to the new revision, in percent. */
  public void test(double share) {
    sources(it -> it.requestedTestTrafficWeight(100 - share));
    target(it -> it.requestedTestTrafficWeight(share));
  }

  private void sources(UnaryOperator<ServiceRevisionSummary.Builder> change) {
    change(it ->
        it.sourceServiceRevisions(
            deployment.sourceServiceRevisions().stream()
                .map(source -> change.apply(source.toBuilder()).build())
                .toList()));
  }

  private void target(UnaryOperator<ServiceRevisionSummary.Builder> change) {
    change(it ->
        it.targetServiceRevision(
            change.apply(deployment.targetServiceRevision().toBuilder()).build()));
  }

  public synchronized void hooks(List<ObjectNode> described) {
    hooks = List.copyOf(described);
    keep();
  }

  private void keep() {
    table.put(arn(), new Deployments.Kept(json()));
  }

  private ObjectNode json() {
    ObjectNode json = Shapes.json(deployment);
    json.set("deploymentConfiguration", configuration);
    hooks.forEach(json.withArray("lifecycleHookDetails")::add);
    return json;
  }
}
