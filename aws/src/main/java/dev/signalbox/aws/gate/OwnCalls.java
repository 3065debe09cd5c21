package dev.signalbox.aws.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.aws.client.Calls;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.HookDesk.Errands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Calls the gate function as CodeDeploy has called it.
 *
 * @param function its ARN, with the alias that is to answer
 */
public record OwnCalls(Supplier<LambdaClient> lambda, String function) implements Errands {
  @Override
  public void answer(Hook.CodeDeploy hook) {
    Calls.call(
        "call " + function,
        "The gate's role needs lambda:InvokeFunction for itself",
        () ->
            lambda
                .get()
                .invoke(request ->
                    request
                        .functionName(function)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromByteArray(event(hook)))));
  }

  private static byte[] event(Hook.CodeDeploy hook) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("DeploymentId", hook.deployment());
      json.writeStringField("LifecycleEventHookExecutionId", hook.execution());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
