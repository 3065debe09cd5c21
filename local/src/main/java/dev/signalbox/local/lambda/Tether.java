package dev.signalbox.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where a function's process begins: AWS's runtime client, tied to the process that started it. Its
 * standard input stays open for as long as that one lives; when it ends, however it ends, so does
 * the function with all it started.
 */
final class Tether {
  private Tether() {}

  /** Takes what the runtime client takes. */
  public static void main(String[] arguments) throws Throwable {
    InputStream parent = System.in;
    System.setIn(InputStream.nullInputStream());
    Thread.ofPlatform().daemon().name("tether").start(() -> endWith(parent));
    AWSLambda.main(arguments);
  }

  private static void endWith(InputStream parent) {
    try {
      parent.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It has ended either way.
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(1);
  }
}
