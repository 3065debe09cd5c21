package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokeCommandTest {
  private static final String HANDLER =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;

      public class Echo implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
          String event = new String(in.readAllBytes(), "UTF-8");
          System.out.println("\\u001b[31mWORD is " + System.getenv("WORD"));
          if (event.contains("broken")) throw new IllegalStateException("as asked");
          out.write(event.getBytes("UTF-8"));
        }
      }
      """;

  private static final String TEMPLATE =
      """
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Word: {Type: String, Default: usual}
      Resources:
        Echo:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: stage-echo
            Runtime: java25
            Handler: Echo
            CodeUri: Echo.zip
            Timeout: 30
            Environment: {Variables: {WORD: !Ref Word}}
      """;

  @TempDir private static Path directory;
  private static Path template = Path.of("template.yaml");

  @BeforeAll
  static void pack() throws IOException {
    template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    Path source = Files.writeString(directory.resolve("Echo.java"), HANDLER);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                directory.toString(),
                source.toString());
    assertThat(compiled).isZero();
    try (var zip = new ZipOutputStream(Files.newOutputStream(directory.resolve("Echo.zip")))) {
      zip.putNextEntry(new ZipEntry("Echo.class"));
      Files.copy(directory.resolve("Echo.class"), zip);
    }
  }

  private static Path event(String json) throws IOException {
    return Files.writeString(directory.resolve("event.json"), json);
  }

  @Test
  void theAnswerIsPrintedAloneAndTheLogBesideIt() throws IOException {
    var run =
        CommandRun.of(
            "invoke",
            "Echo",
            "--event",
            event("{\"a\":\"é\"}"),
            "--template",
            template,
            "--parameter",
            "Word=a=b");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("{\"a\":\"é\"}");
    assertThat(run.err()).contains("\\u001b[31mWORD is a=b\n").contains("REPORT RequestId");
  }

  @Test
  void aFunctionThatFailsIsAFailedRun() throws IOException {
    var run =
        CommandRun.of(
            "invoke", "stage-echo", "--event", event("\"broken\""), "--template", template);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("\"errorMessage\":\"as asked\"");
    assertThat(run.err()).contains("WORD is usual");
  }

  @Test
  void anUnknownFunctionIsNamedWithTheOneThatWasMeant() throws IOException {
    var run = CommandRun.of("invoke", "Ecko", "--event", event("{}"), "--template", template);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("'Ecko', did you mean 'Echo'?");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'{',   Word=x,  'is no JSON: line 1, column 2'",
    "'{}',  Word,    '--parameter takes NAME=VALUE, got ''Word'''",
  })
  void wrongUseIsSaidBeforeAnythingIsStarted(String event, String parameter, String message)
      throws IOException {
    var run =
        CommandRun.of(
            "invoke",
            "Echo",
            "--event",
            event(event),
            "--template",
            template,
            "--parameter",
            parameter);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void aTemplateThatIsWrongNamesThePlace() throws IOException {
    Path wrong = Files.writeString(directory.resolve("wrong.yaml"), TEMPLATE + "Rezources: {}\n");
    var run = CommandRun.of("invoke", "Echo", "--event", event("{}"), "--template", wrong);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains(wrong + ":14:1: unknown section 'Rezources'");
  }

  @Test
  void upSaysThatThePortIsTakenAndWhatToDo() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var run = CommandRun.of("up", "--port", other.getLocalPort(), "--template", template);
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).contains(String.valueOf(other.getLocalPort())).contains("--port");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port,-1",
    "--port,65536",
    "--time-scale,0",
    "--time-scale,NaN",
    "--data,",
    "--connection,acme/shop"
  })
  void upRefusesSettingsThatMakeNoSense(String option, String value) {
    var run =
        CommandRun.of("up", "--template", template, option, value == null ? "/dev/null/x" : value);
    assertThat(run.exit()).isIn(1, 2);
    assertThat(run.err()).contains(value == null ? "/dev/null/x" : option);
  }
}
