package dev.signalbox.local.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

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

  /** Prints back each line it is sent: whoever reads that has read all that came before it. */
  private static void endWith(InputStream parent) {
    try (var out = new FileOutputStream(FileDescriptor.out);
        var lines = new BufferedReader(new InputStreamReader(parent, US_ASCII))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        out.write(("\0" + line + "\n").getBytes(US_ASCII));
      }
    } catch (IOException e) {
      // It has ended either way.
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(1);
  }
}
