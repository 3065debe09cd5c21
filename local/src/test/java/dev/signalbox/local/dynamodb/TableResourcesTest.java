package dev.signalbox.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources.Made;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableResourcesTest {
  private static final Place PLACE = new Place("111111111111", "eu-west-1");
  private static final String TABLE =
      """
      {"BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
       "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": "true"},
       "SSESpecification": {"SSEEnabled": true},
       "TimeToLiveSpecification": {"AttributeName": "until", "Enabled": "true"}}
      """;

  @TempDir Path directory;

  private Made make(Dynamo dynamo, String type, String properties) throws Exception {
    return dynamo
        .resources()
        .make(
            PLACE,
            type,
            "Ledger",
            "ledger",
            new ObjectMapper().readValue(properties, ObjectNode.class));
  }

  @Test
  void aTableOfATemplateOutlivesARestartAndCanBeMadeAgain() throws Exception {
    for (int start = 0; start < 2; start++) {
      try (Dynamo dynamo = new Dynamo(Optional.of(directory))) {
        Made made = make(dynamo, "AWS::DynamoDB::Table", TABLE);

        assertThat(made.ref()).isEqualTo("ledger");
        assertThat(made.attributes())
            .containsEntry("Arn", "arn:aws:dynamodb:eu-west-1:111111111111:table/ledger");
      }
    }
  }

  @Test
  void aTableWithOtherKeysDoesNotReplaceTheOneWithData() throws Exception {
    try (Dynamo dynamo = new Dynamo(Optional.empty())) {
      make(dynamo, "AWS::DynamoDB::Table", TABLE);

      assertThatThrownBy(() -> make(dynamo, "AWS::Serverless::SimpleTable", "{}"))
          .isInstanceOf(AwsError.class)
          .hasMessageContaining("other keys");
    }
  }

  @Test
  void aSimpleTableHasAStringCalledIdForAKey() throws Exception {
    try (Dynamo dynamo = new Dynamo(Optional.empty())) {
      assertThat(make(dynamo, "AWS::Serverless::SimpleTable", "{}").ref()).isEqualTo("ledger");
    }
  }
}
