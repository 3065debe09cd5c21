package dev.signalbox.local.dynamodb;

import dev.signalbox.local.api.Place;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** DynamoDB Local names its tables by an account and a Region of its own. */
record Names(Place place) {
  private static final String THERE = "arn:aws:dynamodb:ddblocal:000000000000:";

  /** The ARN as callers know it. */
  String out(String arn) {
    return arn.startsWith(THERE) ? prefix() + arn.substring(THERE.length()) : arn;
  }

  private String prefix() {
    return place.arn("dynamodb", "");
  }

  TableDescription out(TableDescription table) {
    TableDescription.Builder named = table.toBuilder().tableArn(out(table.tableArn()));
    if (table.hasGlobalSecondaryIndexes()) {
      named.globalSecondaryIndexes(
          table.globalSecondaryIndexes().stream()
              .map(index -> index.toBuilder().indexArn(out(index.indexArn())).build())
              .toList());
    }
    if (table.hasLocalSecondaryIndexes()) {
      named.localSecondaryIndexes(
          table.localSecondaryIndexes().stream()
              .map(index -> index.toBuilder().indexArn(out(index.indexArn())).build())
              .toList());
    }
    if (table.latestStreamArn() != null) {
      named.latestStreamArn(out(table.latestStreamArn()));
    }
    return named.build();
  }
}
