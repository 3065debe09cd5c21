package dev.signalbox.aws.ledger;

import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.ephemeral.Registered;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Ephemeral;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A branch's own pipeline as an item says it; only branches in CodeCommit have any. */
final class RegisterItem {
  private static final String VERSION = "version";
  private static final String NEWEST = "newest";
  private static final String EXTERNAL_ID = "externalId";

  private RegisterItem() {}

  static Map<String, AttributeValue> of(Registered known) {
    BranchPipeline pipeline = known.pipeline();
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pipeline", Table.text(pipeline.id().arn()));
    item.put("role", Table.text(pipeline.role().name()));
    pipeline.role().externalId().ifPresent(id -> item.put(EXTERNAL_ID, Table.text(id)));
    item.put("account", Table.text(pipeline.repository().account().value()));
    item.put("region", Table.text(pipeline.repository().region().value()));
    item.put("repository", Table.text(pipeline.repository().name()));
    item.put("branch", Table.text(pipeline.ref().name()));
    Ephemeral plan = pipeline.plan();
    item.put("template", Table.text(plan.template().arn()));
    item.put("name", Table.text(plan.name()));
    item.put("ttl", Table.text(plan.ttl().toString()));
    item.put("onDelete", Table.text(plan.onDelete().word()));
    item.put("most", AttributeValue.fromN(Integer.toString(plan.most())));
    item.put("since", Table.millis(known.since()));
    item.put("used", Table.millis(known.used()));
    known.newest().ifPresent(commit -> item.put(NEWEST, Table.text(commit.value())));
    known.version().ifPresent(version -> item.put(VERSION, Table.text(version)));
    return item;
  }

  static Registered read(Map<String, AttributeValue> item) {
    var pipeline =
        new BranchPipeline(
            PipelineId.ofArn(Table.text(item, "pipeline")),
            plan(item),
            new Reach.Role(Table.text(item, "role"), optional(item, EXTERNAL_ID)),
            new Repository(
                new AccountId(Table.text(item, "account")),
                new Region(Table.text(item, "region")),
                Table.text(item, "repository")),
            Ref.branch(Table.text(item, "branch")));
    return new Registered(
        pipeline,
        Table.instant(Table.need(item, "since")),
        Table.instant(Table.need(item, "used")),
        optional(item, NEWEST).map(CommitId::new),
        optional(item, VERSION));
  }

  private static Ephemeral plan(Map<String, AttributeValue> item) {
    return new Ephemeral(
        PipelineId.ofArn(Table.text(item, "template")),
        Table.text(item, "name"),
        Duration.parse(Table.text(item, "ttl")),
        Ephemeral.OnDelete.of(Table.text(item, "onDelete")).orElseThrow(),
        Integer.parseInt(Table.need(item, "most").n()));
  }

  private static Optional<String> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }
}
