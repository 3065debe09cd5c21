package dev.signalbox.cli.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.s3.S3Client;

/** What is left of a release: its build's log, its artifacts. */
record Evidence(CodeBuildClient builds, CloudWatchLogsClient logs, S3Client objects) {

  /** The lines that a build wrote last before it had failed. */
  List<String> failure(String build, int count) {
    LogsLocation log =
        builds.batchGetBuilds(request -> request.ids(build)).builds().getFirst().logs();
    List<String> lines =
        logs
            .getLogEvents(request ->
                request
                    .logGroupName(log.groupName())
                    .logStreamName(log.streamName())
                    .startFromHead(true))
            .events()
            .stream()
            .map(OutputLogEvent::message)
            .toList();
    int end = 0;
    while (end < lines.size() && !lines.get(end).contains(" State: FAILED")) {
      end++;
    }
    return lines.subList(Math.max(0, end - count), end);
  }

  /** A line for each object below a prefix: its SHA-256 and its address. */
  List<String> artifacts(String bucket, String prefix) {
    return objects
        .listObjectsV2(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(object ->
            "sha256 " + sha256(bucket, object.key()) + "  s3://" + bucket + "/" + object.key())
        .toList();
  }

  private String sha256(String bucket, String key) {
    byte[] content =
        objects.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArrayUnsafe();
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
