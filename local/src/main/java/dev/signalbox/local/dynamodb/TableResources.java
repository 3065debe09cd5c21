package dev.signalbox.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Tables from templates. */
record TableResources(Databases databases) implements Resources {
  private static final String TABLE = "AWS::DynamoDB::Table";

  @Override
  public Set<String> types() {
    return Set.of(TABLE, "AWS::Serverless::SimpleTable");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    CreateTableRequest wanted =
        type.equals(TABLE)
            ? TableRequests.full(name, properties)
            : TableRequests.simple(name, properties);
    try {
      DynamoDbClient client = databases.in(place);
      Optional<TableDescription> existing = existing(client, name);
      existing.ifPresent(table -> refuseOtherKeys(table, wanted));
      existing.ifPresent(table -> addIndexes(client, table, wanted));
      TableDescription table =
          existing.orElseGet(() -> client.createTable(wanted).tableDescription());
      expire(client, name, properties.path("TimeToLiveSpecification"));
      return new Made(name, Map.of("Arn", new Names(place).out(table.tableArn())));
    } catch (AwsServiceException e) {
      throw Errors.of(e);
    }
  }

  private static Optional<TableDescription> existing(DynamoDbClient client, String name) {
    try {
      return Optional.of(client.describeTable(it -> it.tableName(name)).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void refuseOtherKeys(TableDescription table, CreateTableRequest wanted) {
    if (!table.keySchema().equals(wanted.keySchema())) {
      throw AwsError.validation(
          "Table "
              + table.tableName()
              + " exists with other keys, and its data is kept: give the table another name");
    }
  }

  /** What a newer template asks for beside what is there; nothing is taken away. */
  private static void addIndexes(
      DynamoDbClient client, TableDescription table, CreateTableRequest wanted) {
    Set<String> known =
        table.globalSecondaryIndexes().stream()
            .map(GlobalSecondaryIndexDescription::indexName)
            .collect(Collectors.toSet());
    wanted.globalSecondaryIndexes().stream()
        .filter(index -> !known.contains(index.indexName()))
        .map(TableResources::created)
        .forEach(update ->
            client.updateTable(request ->
                request
                    .tableName(table.tableName())
                    .attributeDefinitions(wanted.attributeDefinitions())
                    .globalSecondaryIndexUpdates(List.of(update))));
  }

  private static GlobalSecondaryIndexUpdate created(GlobalSecondaryIndex index) {
    return GlobalSecondaryIndexUpdate.builder()
        .create(create ->
            create
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection()))
        .build();
  }

  private static void expire(DynamoDbClient client, String table, JsonNode properties) {
    if (!properties.isObject()) {
      return;
    }
    TimeToLiveSpecification wanted =
        Shapes.fillFromProperties(TimeToLiveSpecification.builder(), properties).build();
    TimeToLiveStatus status =
        client
            .describeTimeToLive(it -> it.tableName(table))
            .timeToLiveDescription()
            .timeToLiveStatus();
    boolean enabled = status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    if (enabled != Boolean.TRUE.equals(wanted.enabled())) {
      client.updateTimeToLive(it -> it.tableName(table).timeToLiveSpecification(wanted));
    }
  }
}
