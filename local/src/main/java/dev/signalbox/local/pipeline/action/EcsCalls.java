package dev.signalbox.local.pipeline.action;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.run.Work;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** Calls ECS's API as the pipeline's role. */
record EcsCalls(Service ecs) {

  /**
   * @param response the class of the operation's result
   */
  <O extends SdkPojo> O call(Work work, String operation, SdkPojo request, Class<O> response) {
    String role = work.declaration().roleArn();
    Caller caller = new Caller(work.place(), role, role.substring(role.lastIndexOf('/') + 1), "");
    return response.cast(
        Optional.ofNullable(ecs.operations().get(operation))
            .orElseThrow(() -> AwsError.notImplemented("ecs", operation))
            .operation()
            .apply(caller, request));
  }
}
