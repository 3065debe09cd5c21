package dev.signalbox.aws.client;

import java.time.Duration;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The one HTTP client of a process. AWS's native one starts 150 ms sooner than any that makes its
 * TLS in Java; where its library does not load, the JDK's own does.
 */
public final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private Http() {}

  public static SdkHttpClient client() {
    try {
      // Else the library asks ldd, in a process of its own, which C library this system has.
      if (System.getProperty("aws.crt.libc") == null) {
        System.setProperty("aws.crt.libc", "glibc");
      }
      return AwsCrtHttpClient.builder()
          .connectionTimeout(CONNECT)
          .connectionHealthConfiguration(
              health -> health.minimumThroughputInBps(1L).minimumThroughputTimeout(SILENCE))
          .build();
    } catch (LinkageError | CrtRuntimeException e) {
      return UrlConnectionHttpClient.builder()
          .connectionTimeout(CONNECT)
          .socketTimeout(SILENCE)
          .build();
    }
  }
}
