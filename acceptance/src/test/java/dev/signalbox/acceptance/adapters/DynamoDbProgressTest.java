package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.ledger.DynamoDbProgress;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.ProgressContract;
import dev.signalbox.core.route.Shop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbProgressTest extends ProgressContract {
  /** An item may have 400 KB. */
  private static final int SMALL = 20_000;

  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private final String table = "ledger-" + UUID.randomUUID();

  @Override
  protected Progress emptyProgress() {
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbProgress(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()),
        table,
        InstantSource.system());
  }

  @Test
  void aPushTakesOneQueryAndEachStartOneWrite() {
    List<String> operations = new ArrayList<>();
    Connection aws = AWS.connection(AwsAccounts.TOOLS);
    var counting =
        new DynamoDbProgress(
            new Connection(
                    aws.region(),
                    aws.endpoint(),
                    aws.credentials(),
                    new ToldHttp(aws.http(), operations::add))
                .client(DynamoDbClient.builder()),
            table,
            InstantSource.system());
    for (int commit = 1; commit <= 2; commit++) {
      counting.of(Shop.REPOSITORY, Ref.branch("main"));
      for (String pipeline : List.of("api", "web")) {
        var line =
            new Progress.Line(
                Shop.start(pipeline, Shop.TOOLS).target().pipeline(),
                Shop.REPOSITORY,
                Ref.branch("main"));
        counting.started(
            line,
            TriggerId.of(
                line.pipeline(),
                Shop.push(line.ref(), Optional.empty(), Optional.of(Shop.commit(commit)))),
            new Baseline(Baseline.Rung.EVERYTHING, Optional.empty(), Shop.commit(commit), false));
      }
    }

    assertThat(operations)
        .containsExactly("Query", "PutItem", "PutItem", "Query", "PutItem", "PutItem");
  }

  /** Tells every operation by its name. */
  private record ToldHttp(SdkHttpClient real, Consumer<String> listener) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      request
          .httpRequest()
          .firstMatchingHeader("X-Amz-Target")
          .ifPresent(target -> listener.accept(target.substring(target.indexOf('.') + 1)));
      return real.prepareRequest(request);
    }

    @Override
    public void close() {}
  }

  @Test
  void howeverManyRunsThereWereWhatIsKeptStaysSmall() {
    var line =
        new Progress.Line(
            Shop.start("api", Shop.TOOLS).target().pipeline(), Shop.REPOSITORY, Ref.branch("main"));
    for (int commit = 1; commit <= 60; commit++) {
      TriggerId trigger =
          TriggerId.of(
              line.pipeline(),
              Shop.push(line.ref(), Optional.empty(), Optional.of(Shop.commit(commit))));
      progress.started(
          line,
          trigger,
          new Baseline(
              Baseline.Rung.LAST_ROUTED, Optional.of(Shop.commit(0)), Shop.commit(commit), true));
      if (commit < 30) {
        progress.ended(line, trigger, false);
      }
    }

    assertThat(
            AWS.connection(AwsAccounts.TOOLS)
                .client(DynamoDbClient.builder())
                .scan(request -> request.tableName(table))
                .items())
        .singleElement()
        .asString()
        .hasSizeLessThan(SMALL);
  }
}
