package dev.signalbox.cli.online;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.WatchedRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Asks AWS, or this machine, whether a definition can work there. It changes nothing. */
public final class Online {
  private final Me me;
  private final Routes routes;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final Doors doors;
  private final Map<PipelineId, Answer<PipelineDeclaration>> pipelines = new LinkedHashMap<>();

  private Online(Me me, Routes routes) {
    this.me = me;
    this.routes = routes;
    this.doors = new Doors(me, findings::add);
  }

  /**
   * All that is found.
   *
   * @param router the router's role, by its name or its ARN
   * @param progress is told how many things have been asked for
   */
  public static List<Finding> check(
      Routes routes, Connection connection, String router, IntConsumer progress) {
    var online = new Online(Me.of(connection, router), routes);
    int done = 0;
    for (Account account : routes.accounts()) {
      online.check(account);
      progress.accept(++done);
    }
    for (WatchedRepository repository : routes.repositories()) {
      online.check(repository);
      progress.accept(++done);
    }
    for (Route route : routes.all()) {
      online.check(Wanted.by(route));
      progress.accept(++done);
    }
    for (Promotion promotion : routes.promotions()) {
      online.check(Wanted.by(promotion));
      online.after(promotion);
      progress.accept(++done);
    }
    return new ArrayList<>(online.findings);
  }

  private void check(Account account) {
    switch (account.reach()) {
      case Reach.Role _ -> doors.into(account);
      case Reach.Bus bus -> new BusCheck(me, findings::add).check(account, bus);
    }
  }

  /** What we own the router reads as itself, all else as the account's role. */
  private void check(WatchedRepository watched) {
    if (watched.repository().provider() != Provider.CODECOMMIT) {
      return;
    }
    Optional<Connection> connection =
        watched.repository().account().equals(me.account())
            ? Optional.of(me.connection())
            : account(watched).flatMap(doors::into);
    connection.ifPresent(c -> new RepositoryCheck(findings::add).check(watched, c));
  }

  private Optional<Account> account(WatchedRepository watched) {
    return routes.accounts().stream()
        .filter(account -> account.id().equals(watched.repository().account()))
        .filter(account -> account.reach().equals(watched.reach()))
        .findFirst();
  }

  /** Where a bus leads, the other account decides what is started. */
  private void check(Wanted wanted) {
    into(wanted.start().target()).ifPresent(connection -> check(wanted, connection));
  }

  private Optional<Connection> into(Target target) {
    return routes.accounts().stream()
        .filter(account -> account.id().equals(target.pipeline().account()))
        .filter(account -> account.reach().equals(target.reach()))
        .findFirst()
        .flatMap(doors::into);
  }

  private void check(Wanted wanted, Connection connection) {
    PipelineId pipeline = wanted.pipeline();
    declared(pipeline, wanted.named(), connection)
        .ifPresent(declaration -> {
          findings.addAll(PipelineCheck.of(wanted, declaration));
          new RuleCheck(
                  connection.client(EventBridgeClient.builder(), region(pipeline)), findings::add)
              .check(pipeline, wanted.named());
        });
  }

  private void after(Promotion promotion) {
    List<String> path = List.of("promotions", promotion.name(), "after", "pipeline");
    into(promotion.after())
        .ifPresent(connection -> declared(promotion.after().pipeline(), path, connection));
  }

  private Optional<PipelineDeclaration> declared(
      PipelineId pipeline, List<String> path, Connection connection) {
    return switch (pipelines.computeIfAbsent(pipeline, _ -> described(pipeline, connection))) {
      case Answer.Known(PipelineDeclaration declaration) -> Optional.of(declaration);
      case Answer.Absent() -> {
        findings.add(Finding.problem(path, "there is no pipeline %s".formatted(pipeline)));
        yield Optional.empty();
      }
      case Answer.Untold(String why) -> {
        findings.add(Finding.notChecked(path, "pipeline %s: %s".formatted(pipeline, why)));
        yield Optional.empty();
      }
    };
  }

  private static Region region(PipelineId pipeline) {
    return Region.of(pipeline.region().value());
  }

  private static Answer<PipelineDeclaration> described(PipelineId pipeline, Connection connection) {
    return Answer.to(
        "codepipeline:GetPipeline",
        () ->
            connection
                .client(CodePipelineClient.builder(), region(pipeline))
                .getPipeline(request -> request.name(pipeline.name()))
                .pipeline());
  }
}
