package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events of CodeCommit's about the repository shop. */
final class ShopEvents {
  private ShopEvents() {}

  static String updated(String ref, String before, String after) {
    return push("referenceUpdated", ref)
        .put("oldCommitId", before)
        .put("commitId", after)
        .toString()
        .transform(ShopEvents::enveloped);
  }

  static String created(String ref, String after) {
    return push("referenceCreated", ref)
        .put("commitId", after)
        .toString()
        .transform(ShopEvents::enveloped);
  }

  private static ObjectNode push(String event, String ref) {
    boolean tag = ref.startsWith("refs/tags/");
    return JsonNodeFactory.instance
        .objectNode()
        .put("event", event)
        .put("repositoryName", "shop")
        .put("referenceType", tag ? "tag" : "branch")
        .put("referenceName", ref.replaceFirst("refs/(heads|tags)/", ""))
        .put("referenceFullName", ref);
  }

  private static String enveloped(String detail) {
    return """
    {"version":"0","id":"e-1","detail-type":"CodeCommit Repository State Change",
     "source":"aws.codecommit","account":"111111111111","time":"2026-11-21T10:00:00Z",
     "region":"eu-west-1","resources":["arn:aws:codecommit:eu-west-1:111111111111:shop"],
     "detail":%s}
    """
        .formatted(detail);
  }
}
