package dev.signalbox.local.ecr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Events;
import java.util.List;
import java.util.Optional;

/** What ECR announces: pushed and deleted images, and scans that have ended. */
record ImageEvents(Events events) {

  void pushed(Repository repository, StoredImage image, Optional<String> tag) {
    action(repository, image, "PUSH", tag);
  }

  void deleted(Repository repository, StoredImage image, Optional<String> tag) {
    action(repository, image, "DELETE", tag);
  }

  private void action(
      Repository repository, StoredImage image, String action, Optional<String> tag) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("result", "SUCCESS")
            .put("repository-name", repository.name())
            .put("image-digest", image.digest())
            .put("action-type", action)
            .put("image-tag", tag.orElse(""));
    if (action.equals("PUSH")) {
      detail.put("manifest-media-type", image.mediaType());
    }
    events.emit(repository.place(), "aws.ecr", "ECR Image Action", List.of(), detail);
  }

  void scanned(Repository repository, StoredImage image, Scan scan) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("scan-status", scan.complete() ? "COMPLETE" : "FAILED")
            .put("repository-name", repository.name())
            .put("image-digest", image.digest());
    ObjectNode counts = detail.putObject("finding-severity-counts");
    scan.counts().forEach(counts::put);
    image.tags().forEach(detail.putArray("image-tags")::add);
    events.emit(repository.place(), "aws.ecr", "ECR Image Scan", List.of(repository.arn()), detail);
  }
}
