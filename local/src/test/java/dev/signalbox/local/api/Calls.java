package dev.signalbox.local.api;

import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;

/** Calls a service's operations as a caller of some account, without a server. */
public record Calls(Service service, Caller caller) {

  public static Calls to(Service service, Place place) {
    var arn = "arn:aws:iam::" + place.account() + ":user/tester";
    return new Calls(service, new Caller(place, arn, "AIDATESTER", "AKIATESTER"));
  }

  /** The response class is the caller's to know: the operation's name says it. */
  public <O extends SdkPojo> O call(String operation, SdkPojo request, Class<O> response) {
    var implemented = Objects.requireNonNull(service.operations().get(operation), operation);
    return response.cast(implemented.operation().apply(caller, request));
  }
}
