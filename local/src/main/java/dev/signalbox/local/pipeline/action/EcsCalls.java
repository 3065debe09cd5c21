package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.pipeline.run.Work;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** Calls ECS's API as the pipeline's role. */
record EcsCalls(Service ecs) {

  /**
   * Both ways as JSON, as over the wire.
   *
   * @param response empty, of the operation's result
   */
  <B extends SdkPojo> B call(Work work, String operation, SdkPojo request, B response) {
    String role = work.declaration().roleArn();
    Caller caller = new Caller(work.place(), role, role.substring(role.lastIndexOf('/') + 1), "");
    Service.Implemented implemented =
        Optional.ofNullable(ecs.operations().get(operation))
            .orElseThrow(() -> AwsError.notImplemented("ecs", operation));
    SdkPojo read = Shapes.fill(implemented.requestBuilder().get(), Shapes.json(request));
    SdkPojo result = implemented.operation().apply(caller, (SdkPojo) ((Buildable) read).build());
    return Shapes.fill(response, Shapes.json(result));
  }
}
