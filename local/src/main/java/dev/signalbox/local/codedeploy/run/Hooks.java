package dev.signalbox.local.codedeploy.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Place;
import java.security.SecureRandom;
import java.util.Base64;

/** How functions are asked at a lifecycle event. */
record Hooks(Functions functions) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ENCRYPTED = 128;
  private static final int VECTOR = 16;

  /** As AWS's look: what they hold is nobody's business. */
  static String newId() {
    String text =
        JsonNodeFactory.instance
            .objectNode()
            .put("encryptedData", random(ENCRYPTED))
            .put("ivParameterSpec", random(VECTOR))
            .put("materialSetSerial", 1)
            .toString();
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @throws dev.signalbox.local.api.AwsError when there is no such function
   */
  void ask(Place place, String function, String deployment, String hook) {
    byte[] event =
        JsonNodeFactory.instance
            .objectNode()
            .put("DeploymentId", deployment)
            .put("LifecycleEventHookExecutionId", hook)
            .toString()
            .getBytes(UTF_8);
    functions.invokeAsync(place, function, event);
  }
}
