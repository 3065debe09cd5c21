package dev.signalbox.local.dynamodb;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Operation;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** DynamoDB's operations over the caller's own database. */
public final class Dynamo implements AutoCloseable {
  private final Databases databases;

  /**
   * Starts in the background: the first request waits for it.
   *
   * @param directory where the tables are kept; in memory when empty
   */
  public Dynamo(Optional<Path> directory) {
    databases = new Databases(directory);
  }

  public Service api() {
    Service service = new Service("dynamodb");
    items(service);
    tables(service);
    return service;
  }

  public Resources resources() {
    return new TableResources(databases);
  }

  private void items(Service service) {
    service
        .on("PutItem", PutItemRequest::builder, by(PutItemRequest.class, DynamoDbClient::putItem))
        .on("GetItem", GetItemRequest::builder, by(GetItemRequest.class, DynamoDbClient::getItem))
        .on(
            "UpdateItem",
            UpdateItemRequest::builder,
            by(UpdateItemRequest.class, DynamoDbClient::updateItem))
        .on(
            "DeleteItem",
            DeleteItemRequest::builder,
            by(DeleteItemRequest.class, DynamoDbClient::deleteItem))
        .on("Query", QueryRequest::builder, by(QueryRequest.class, DynamoDbClient::query))
        .on("Scan", ScanRequest::builder, by(ScanRequest.class, DynamoDbClient::scan))
        .on(
            "BatchGetItem",
            BatchGetItemRequest::builder,
            by(BatchGetItemRequest.class, DynamoDbClient::batchGetItem))
        .on(
            "BatchWriteItem",
            BatchWriteItemRequest::builder,
            by(BatchWriteItemRequest.class, DynamoDbClient::batchWriteItem))
        .on(
            "TransactGetItems",
            TransactGetItemsRequest::builder,
            by(TransactGetItemsRequest.class, DynamoDbClient::transactGetItems))
        .on(
            "TransactWriteItems",
            TransactWriteItemsRequest::builder,
            by(TransactWriteItemsRequest.class, DynamoDbClient::transactWriteItems))
        .on(
            "ExecuteStatement",
            ExecuteStatementRequest::builder,
            by(ExecuteStatementRequest.class, DynamoDbClient::executeStatement))
        .on(
            "BatchExecuteStatement",
            BatchExecuteStatementRequest::builder,
            by(BatchExecuteStatementRequest.class, DynamoDbClient::batchExecuteStatement))
        .on(
            "ExecuteTransaction",
            ExecuteTransactionRequest::builder,
            by(ExecuteTransactionRequest.class, DynamoDbClient::executeTransaction));
  }

  private void tables(Service service) {
    service
        .on("CreateTable", CreateTableRequest::builder, this::createTable)
        .on("DescribeTable", DescribeTableRequest::builder, this::describeTable)
        .on("UpdateTable", UpdateTableRequest::builder, this::updateTable)
        .on("DeleteTable", DeleteTableRequest::builder, this::deleteTable)
        .on(
            "ListTables",
            ListTablesRequest::builder,
            by(ListTablesRequest.class, DynamoDbClient::listTables))
        .on(
            "UpdateTimeToLive",
            UpdateTimeToLiveRequest::builder,
            by(UpdateTimeToLiveRequest.class, DynamoDbClient::updateTimeToLive))
        .on(
            "DescribeTimeToLive",
            DescribeTimeToLiveRequest::builder,
            by(DescribeTimeToLiveRequest.class, DynamoDbClient::describeTimeToLive));
  }

  private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> by(
      Class<I> request, BiFunction<DynamoDbClient, I, O> call) {
    return (caller, input) -> call(caller, client -> call.apply(client, request.cast(input)));
  }

  private <O> O call(Caller caller, Function<DynamoDbClient, O> call) {
    try {
      return call.apply(databases.in(caller.place()));
    } catch (AwsServiceException e) {
      throw Errors.of(e);
    }
  }

  private <O> O table(Caller caller, String table, Function<DynamoDbClient, O> call) {
    try {
      return call.apply(databases.in(caller.place()));
    } catch (AwsServiceException e) {
      throw Errors.ofTable(table, e);
    }
  }

  private CreateTableResponse createTable(Caller caller, CreateTableRequest request) {
    TableDescription table = call(caller, it -> it.createTable(request)).tableDescription();
    return CreateTableResponse.builder().tableDescription(named(caller).out(table)).build();
  }

  private DescribeTableResponse describeTable(Caller caller, DescribeTableRequest request) {
    TableDescription table =
        table(caller, request.tableName(), it -> it.describeTable(request)).table();
    return DescribeTableResponse.builder().table(named(caller).out(table)).build();
  }

  private UpdateTableResponse updateTable(Caller caller, UpdateTableRequest request) {
    TableDescription table =
        table(caller, request.tableName(), it -> it.updateTable(request)).tableDescription();
    return UpdateTableResponse.builder().tableDescription(named(caller).out(table)).build();
  }

  private DeleteTableResponse deleteTable(Caller caller, DeleteTableRequest request) {
    TableDescription table =
        table(caller, request.tableName(), it -> it.deleteTable(request)).tableDescription();
    return DeleteTableResponse.builder().tableDescription(named(caller).out(table)).build();
  }

  private static Names named(Caller caller) {
    return new Names(caller.place());
  }

  @Override
  public void close() {
    databases.close();
  }
}
