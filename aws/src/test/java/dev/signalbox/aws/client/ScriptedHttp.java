package dev.signalbox.aws.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** An HTTP client without a network, which answers every call of the SDK's as a script says. */
public final class ScriptedHttp implements SdkHttpClient {
  private static final String TARGET = "X-Amz-Target";

  private final Function<Call, Reply> script;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  public ScriptedHttp(Function<Call, Reply> script) {
    this.script = script;
  }

  /** An operation and what is sent along, as JSON or as a form. */
  public record Call(String operation, String body) {}

  /** What comes back. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
      headers = Map.copyOf(headers);
    }

    public Reply(int status, String body) {
      this(status, Map.of(), body);
    }

    public static Reply ok(String body) {
      return new Reply(200, body);
    }
  }

  /** All calls so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String body = request.contentStreamProvider().map(it -> text(it.newStream())).orElse("");
    String operation =
        request
            .httpRequest()
            .firstMatchingHeader(TARGET)
            .map(target -> target.substring(target.indexOf('.') + 1))
            .orElseGet(() -> action(body));
    var call = new Call(operation, body);
    calls.add(call);
    return new Scripted(script.apply(call));
  }

  private static String action(String form) {
    return Arrays.stream(form.split("&", -1))
        .filter(field -> field.startsWith("Action="))
        .map(field -> URLDecoder.decode(field.substring(7), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static String text(InputStream content) {
    try (content) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
  }

  @Override
  public void close() {}

  private record Scripted(Reply reply) implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() {
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      SdkHttpFullResponse.Builder response =
          SdkHttpFullResponse.builder()
              .statusCode(reply.status())
              .putHeader("Content-Length", Integer.toString(body.length));
      reply.headers().forEach(response::putHeader);
      return HttpExecuteResponse.builder()
          .response(response.build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    @Override
    public void abort() {}
  }
}
