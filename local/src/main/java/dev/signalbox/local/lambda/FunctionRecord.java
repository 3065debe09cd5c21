package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Place;
import java.util.Map;
import java.util.UUID;

/**
 * A function as it is kept: the latest one, which changes, or a published version, which does not.
 *
 * @param version {@code $LATEST} or a number
 * @param lastVersion the number of the version published last, which is never given again
 * @param reserved how many processes it may have at once; {@link #UNRESERVED} for no limit of its
 *     own
 */
record FunctionRecord(
    String account,
    String region,
    String name,
    String version,
    int lastVersion,
    Code code,
    Configuration configuration,
    int reserved,
    Map<String, String> tags,
    long modifiedMillis,
    String revision) {
  static final String LATEST = "$LATEST";
  static final int UNRESERVED = -1;

  /**
   * @param path the packed zip or jar, or a directory with what it unpacks to
   * @param sha256 in base64
   */
  record Code(String path, String sha256, long size) {}

  /**
   * @param role the name of the role whose credentials it gets; empty for none
   * @param logFormat Text or JSON
   * @param deadLetters the ARN of the queue that gets the events it failed on; empty for none
   */
  record Configuration(
      String description,
      String runtime,
      String handler,
      int timeoutSeconds,
      int memoryMegabytes,
      Map<String, String> environment,
      String role,
      String logGroup,
      String logFormat,
      String applicationLogLevel,
      String systemLogLevel,
      String deadLetters) {

    Configuration {
      environment = Map.copyOf(environment);
    }

    boolean logsJson() {
      return logFormat.equals("JSON");
    }

    Configuration described(String newDescription) {
      return new Configuration(
          newDescription,
          runtime,
          handler,
          timeoutSeconds,
          memoryMegabytes,
          environment,
          role,
          logGroup,
          logFormat,
          applicationLogLevel,
          systemLogLevel,
          deadLetters);
    }
  }

  FunctionRecord {
    tags = Map.copyOf(tags);
  }

  static FunctionRecord made(
      Place place,
      String name,
      Code code,
      Configuration configuration,
      Map<String, String> tags,
      long now) {
    return new FunctionRecord(
        place.account(),
        place.region(),
        name,
        LATEST,
        0,
        code,
        configuration,
        UNRESERVED,
        tags,
        now,
        UUID.randomUUID().toString());
  }

  Place place() {
    return new Place(account, region);
  }

  /** Without a version. */
  String arn() {
    return place().arn("lambda", "function:" + name);
  }

  String versionArn() {
    return arn() + ":" + version;
  }

  FunctionRecord changed(Code newCode, Configuration newConfiguration, long now) {
    return new FunctionRecord(
        account,
        region,
        name,
        version,
        lastVersion,
        newCode,
        newConfiguration,
        reserved,
        tags,
        now,
        UUID.randomUUID().toString());
  }

  FunctionRecord reserving(int processes) {
    return copy(version, lastVersion, configuration, processes, tags, revision);
  }

  FunctionRecord tagged(Map<String, String> newTags) {
    return copy(version, lastVersion, configuration, reserved, newTags, revision);
  }

  /** The latest one, knowing that this version has been published. */
  FunctionRecord having(int published) {
    return copy(version, published, configuration, reserved, tags, UUID.randomUUID().toString());
  }

  FunctionRecord published(int number, Code kept, String description) {
    return new FunctionRecord(
        account,
        region,
        name,
        Integer.toString(number),
        number,
        kept,
        configuration.described(description),
        reserved,
        Map.of(),
        modifiedMillis,
        UUID.randomUUID().toString());
  }

  private FunctionRecord copy(
      String newVersion,
      int newLastVersion,
      Configuration newConfiguration,
      int newReserved,
      Map<String, String> newTags,
      String newRevision) {
    return new FunctionRecord(
        account,
        region,
        name,
        newVersion,
        newLastVersion,
        code,
        newConfiguration,
        newReserved,
        newTags,
        modifiedMillis,
        newRevision);
  }

  /** Whether it would run the same. */
  boolean runsLike(FunctionRecord other) {
    return code.sha256().equals(other.code.sha256())
        && configuration.described("").equals(other.configuration.described(""));
  }
}
