package dev.signalbox.cli.online;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;

/** Whether the buses that pushes are forwarded to are there and take them. */
record BusCheck(Me me, Consumer<Finding> findings) {
  void check(Account account, Reach.Bus bus) {
    String arn =
        "arn:%s:events:%s:%s:event-bus/%s"
            .formatted(account.region().partition(), account.region(), account.id(), bus.name());
    List<String> path = List.of("accounts", account.name(), "bus");
    switch (Answer.to("events:DescribeEventBus", () -> describe(account, arn))) {
      case Answer.Known(DescribeEventBusResponse there) -> policy(account, arn, there, path);
      case Answer.Absent() ->
          findings.accept(
              Finding.problem(
                  path, "there is no bus %s: create it in that account".formatted(arn)));
      case Answer.Untold(String why) ->
          findings.accept(Finding.notChecked(path, "bus %s: %s".formatted(arn, why)));
    }
  }

  private DescribeEventBusResponse describe(Account account, String arn) {
    return me.connection()
        .client(EventBridgeClient.builder(), Region.of(account.region().value()))
        .describeEventBus(request -> request.name(arn));
  }

  private void policy(
      Account account, String arn, DescribeEventBusResponse bus, List<String> path) {
    if (me.router().contains(":" + account.id() + ":")) {
      return;
    }
    TrustPolicy policy = TrustPolicy.of(Optional.ofNullable(bus.policy()).orElse("{}"));
    switch (policy.lets(
        me.router(),
        "events:PutEvents",
        Map.of("events:source", "signalbox", "events:detail-type", "Signalbox Push"))) {
      case YES -> {}
      case NO ->
          findings.accept(
              Finding.problem(
                  path,
                  "bus %s does not let %s put events: change its policy"
                      .formatted(arn, me.router())));
      case UNSURE ->
          findings.accept(
              Finding.notChecked(
                  path,
                  "whether bus %s lets %s put events: its policy has conditions that only AWS can"
                          .formatted(arn, me.router())
                      + " judge"));
    }
  }
}
