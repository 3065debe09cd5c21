package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Place;
import java.util.Map;

/**
 * A function as it is kept.
 *
 * @param code the packed zip or jar
 * @param role the name of the role whose credentials it gets; empty for none
 * @param retries of an asynchronous invocation that fails
 * @param onFailure the ARN of the queue that learns of an asynchronous invocation that failed for
 *     good; empty for none
 */
public record FunctionRecord(
    String account,
    String region,
    String name,
    String runtime,
    String handler,
    String code,
    int timeoutSeconds,
    int memoryMegabytes,
    int concurrency,
    Map<String, String> environment,
    String role,
    String logGroup,
    int retries,
    int maximumAgeSeconds,
    String onFailure) {

  Place place() {
    return new Place(account, region);
  }

  String arn() {
    return place().arn("lambda", "function:" + name);
  }
}
