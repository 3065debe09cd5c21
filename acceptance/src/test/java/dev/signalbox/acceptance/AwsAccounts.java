package dev.signalbox.acceptance;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Two AWS accounts on loopback for the tests of a class: that of our tools, and that of a shop. */
public final class AwsAccounts implements BeforeAllCallback, AfterAllCallback {
  /** Where Signalbox runs. */
  public static final String TOOLS = "000000000000";

  /** Where the shop's pipelines are. */
  public static final String SHOP = "111111111111";

  public static final Region REGION = Region.EU_WEST_1;

  private final LocalOptions options;
  private final SdkHttpClient http = Http.client();
  private Local local;

  public AwsAccounts() {
    this(LocalOptions.defaults());
  }

  @SuppressWarnings("NullAway") // started before the first test
  public AwsAccounts(LocalOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    local = Local.start(options);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    local.close();
    http.close();
  }

  public Local local() {
    return local;
  }

  /** As the root user of an account. */
  public Connection connection(String account) {
    return connection(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "local")));
  }

  public Connection connection(AwsCredentialsProvider credentials) {
    return new Connection(REGION, Optional.of(local.address()), credentials, http);
  }

  /** As a function with this role of the tools account has it. */
  public Connection actingAs(String role) {
    createRole(
        TOOLS,
        role,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "arn:aws:iam::%s:root"}}}\
        """
            .formatted(TOOLS));
    var session =
        connection(TOOLS)
            .client(StsClient.builder())
            .assumeRole(request ->
                request
                    .roleArn("arn:aws:iam::%s:role/%s".formatted(TOOLS, role))
                    .roleSessionName(role))
            .credentials();
    return connection(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken())));
  }

  public void createRole(String account, String name, String trust) {
    connection(account)
        .client(IamClient.builder())
        .createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust));
  }

  /** A table of the ledger's shape. */
  public void createTable(String account, String name) {
    DynamoDbClient dynamo = connection(account).client(DynamoDbClient.builder());
    dynamo.createTable(request ->
        request
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .attributeDefinitions(text("pk"), text("sk")));
    dynamo.waiter().waitUntilTableExists(request -> request.tableName(name));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
