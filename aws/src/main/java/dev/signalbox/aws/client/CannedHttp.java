package dev.signalbox.aws.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * An HTTP client without a network, which answers every operation with a text it was given.
 *
 * @param answers by the operation's name; all others are answered by an empty object
 */
public record CannedHttp(Map<String, String> answers) implements SdkHttpClient {
  private static final String TARGET = "X-Amz-Target";

  /** The only one among ours that does not say in a header what it is. */
  private static final String QUERY = "AssumeRole";

  public CannedHttp {
    answers = Map.copyOf(answers);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String operation =
        request
            .httpRequest()
            .firstMatchingHeader(TARGET)
            .map(target -> target.substring(target.indexOf('.') + 1))
            .orElse(QUERY);
    return new Canned(answers.getOrDefault(operation, "{}").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}

  private record Canned(byte[] answer) implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() {
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(200)
                  .putHeader("Content-Length", Integer.toString(answer.length))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
          .build();
    }

    @Override
    public void abort() {}
  }
}
