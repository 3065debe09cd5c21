package dev.signalbox.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Shapes;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A template's table as the request that creates it. */
final class TableRequests {
  /** What a template may say and a request says otherwise, or not at all. */
  private static final List<String> OF_TEMPLATES_ONLY =
      List.of("StreamSpecification", "SSESpecification", "TableName", "Tags");

  private TableRequests() {}

  /** AWS::DynamoDB::Table. Without streams: nothing here reads them. */
  static CreateTableRequest full(String name, ObjectNode properties) {
    ObjectNode known = properties.deepCopy().without(OF_TEMPLATES_ONLY);
    return Shapes.fillFromProperties(CreateTableRequest.builder(), known).tableName(name).build();
  }

  /** AWS::Serverless::SimpleTable: one key, a string called {@code id} unless said otherwise. */
  static CreateTableRequest simple(String name, ObjectNode properties) {
    JsonNode key = properties.path("PrimaryKey");
    String attribute = key.path("Name").asText("id");
    CreateTableRequest.Builder request = CreateTableRequest.builder();
    if (properties.has("ProvisionedThroughput")) {
      Shapes.fillFromProperties(request, properties.deepCopy().retain("ProvisionedThroughput"));
    } else {
      request.billingMode(BillingMode.PAY_PER_REQUEST);
    }
    return request
        .tableName(name)
        .attributeDefinitions(
            AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(type(key.path("Type").asText("String")))
                .build())
        .keySchema(
            KeySchemaElement.builder().attributeName(attribute).keyType(KeyType.HASH).build())
        .build();
  }

  private static ScalarAttributeType type(String name) {
    return switch (name) {
      case "String" -> ScalarAttributeType.S;
      case "Number" -> ScalarAttributeType.N;
      case "Binary" -> ScalarAttributeType.B;
      default -> throw AwsError.validation("A key's type is String, Number or Binary, not " + name);
    };
  }
}
