package dev.signalbox.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Identity.Key;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.build.BuildLimits;
import dev.signalbox.local.build.CodeBuild;
import dev.signalbox.local.build.Surroundings;
import dev.signalbox.local.cloudwatch.CloudWatch;
import dev.signalbox.local.codecommit.CodeCommit;
import dev.signalbox.local.codecommit.Connected;
import dev.signalbox.local.codedeploy.CodeDeploy;
import dev.signalbox.local.coverage.Coverage;
import dev.signalbox.local.coverage.CoveragePage;
import dev.signalbox.local.dynamodb.Dynamo;
import dev.signalbox.local.ecr.Ecr;
import dev.signalbox.local.ecs.Ecs;
import dev.signalbox.local.elb.LoadBalancing;
import dev.signalbox.local.events.EventBridge;
import dev.signalbox.local.events.SeenEvent;
import dev.signalbox.local.events.Targets;
import dev.signalbox.local.front.FrontDoor;
import dev.signalbox.local.front.PortTaken;
import dev.signalbox.local.front.Signatures;
import dev.signalbox.local.lambda.Lambda;
import dev.signalbox.local.lambda.Outcome;
import dev.signalbox.local.logs.CloudWatchLogs;
import dev.signalbox.local.model.Gate;
import dev.signalbox.local.model.Models;
import dev.signalbox.local.page.StatusPage;
import dev.signalbox.local.pipeline.CodePipeline;
import dev.signalbox.local.s3.S3;
import dev.signalbox.local.secretsmanager.SecretsManager;
import dev.signalbox.local.sns.Sns;
import dev.signalbox.local.sqs.Sqs;
import dev.signalbox.local.ssm.Ssm;
import dev.signalbox.local.store.MvStore;
import dev.signalbox.local.sts.AccessKeys;
import dev.signalbox.local.sts.Iam;
import dev.signalbox.local.sts.KnownRoles;
import dev.signalbox.local.sts.ServerCertificates;
import dev.signalbox.local.sts.Sts;
import dev.signalbox.local.template.Deployed;
import dev.signalbox.local.template.Templates;
import dev.signalbox.local.time.LastMoment;
import dev.signalbox.local.time.ScaledClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AWS on loopback, started: every service behind one port, until it is closed. */
public final class Local implements AutoCloseable {
  /** The account that the page shows. */
  private static final String PAGE_ACCOUNT = "111111111111";

  private final Store store;
  private final LastMoment lastMoment;
  private final ScaledClock clock;
  private final FrontDoor door;
  private final EventBridge events;
  private final CodeCommit codeCommit;
  private final Connected connected;
  private final Dynamo dynamo;
  private final Sqs sqs;
  private final Sns sns;
  private final CloudWatchLogs logs;
  private final Watchers watchers;
  private final Lambda lambda;
  private final Templates templates;
  private final S3 s3;
  private final CodeBuild codeBuild;
  private final Ecs ecs;
  private final CodeDeploy codeDeploy;
  private final CodePipeline pipelines;
  private final LoadBalancing balancing;
  private final CloudWatch cloudWatch;

  private Local(LocalOptions options) {
    store = MvStore.open(options.data());
    lastMoment = new LastMoment(store);
    clock = new ScaledClock(options.timeScale(), lastMoment.orNow());
    AccessKeys keys = new AccessKeys(given(options), store, clock);
    KnownRoles roles = new KnownRoles(store, keys, clock);
    Models models = new Models();
    Signatures signatures = new Signatures(keys, InstantSource.system());
    try {
      door = new FrontDoor(options.port(), signatures, models, new Gate(models));
    } catch (PortTaken e) {
      clock.close();
      store.close();
      throw e;
    }
    dynamo = new Dynamo(options.data().map(it -> store.directory("dynamodb")));
    events = new EventBridge(store, clock);
    codeCommit = new CodeCommit(store, clock, events, signatures, this::address, options.region());
    connected = new Connected(store);
    s3 = new S3(store, clock, events, signatures);
    Ssm ssm = new Ssm(store, clock);
    SecretsManager secrets = new SecretsManager(store, clock);
    sqs = new Sqs(store, clock, this::address);
    logs = new CloudWatchLogs(store, clock);
    cloudWatch = new CloudWatch(store, clock, events);
    ServerCertificates certificates = new ServerCertificates(store, clock);
    balancing = new LoadBalancing(store, clock, cloudWatch.metrics(), s3, certificates);
    watchers = new Watchers(logs);
    events.onEvent(watchers::happened);
    lambda =
        new Lambda(
            store, clock, new Lambda.Neighbours(roles, watchers, sqs, events, s3), this::address);
    sns = new Sns(store, clock, sqs, lambda, this::address);
    Ecr ecr = new Ecr(store, clock, events);
    NamedSecrets named = new NamedSecrets(ssm, secrets);
    ecs =
        new Ecs(
            store,
            clock,
            new Ecs.Neighbours(
                events, watchers, roles, named, ecr, balancing, cloudWatch.alarms(), lambda),
            this::address);
    codeDeploy =
        new CodeDeploy(
            store,
            clock,
            new CodeDeploy.Neighbours(
                events,
                lambda,
                lambda.aliases(),
                s3,
                ecs.taskSets(),
                balancing,
                cloudWatch.alarms(),
                sns));
    codeBuild =
        new CodeBuild(
            store,
            clock,
            new Surroundings(events, watchers, roles, named, s3, codeCommit, this::address),
            BuildLimits.ofThisMachine());
    pipelines =
        new CodePipeline(
            store,
            clock,
            events,
            new CodePipeline.Neighbours(
                codeCommit, connected, codeBuild, s3, lambda, roles, codeDeploy, ecs.api()));
    templates =
        new Templates(
            List.of(
                roles,
                certificates,
                codeCommit,
                events.resources(),
                dynamo.resources(),
                s3,
                ssm.resources(),
                secrets.resources(),
                sqs.resources(),
                sns.resources(),
                logs.resources(),
                cloudWatch.resources(),
                balancing.resources(),
                lambda.resources(),
                lambda.published(codeDeploy.aliasUpdates()),
                ecr.resources(),
                codeBuild.resources(),
                ecs.resources(),
                codeDeploy.resources(),
                pipelines.resources()));
    door.with(page(options.region()));
    door.with(new CoveragePage(() -> Coverage.of(models, coverage())));
    door.with(codeCommit.git());
    door.with(lambda.addresses(signatures));
    door.with(s3.endpoint());
    door.with(new Sts(keys, roles).api());
    door.with(new Iam(roles, certificates).api());
    door.with(codeCommit.api());
    door.with(events.api());
    door.with(dynamo.api());
    door.with(ssm.api());
    door.with(secrets.api());
    door.with(sqs.api());
    sns.pages().forEach(door::with);
    door.with(sns.api());
    door.with(logs.api());
    door.with(balancing.api());
    door.with(cloudWatch.api());
    door.with(lambda.api());
    door.with(ecr.api());
    door.with(codeBuild.api());
    door.with(ecs.api());
    door.with(codeDeploy.api());
    door.with(pipelines.api());
    door.open();
    lastMoment.keep(clock);
    cloudWatch.start(sns, lambda);
    balancing.start();
    lambda.start();
    sns.start();
    codeCommit.start(lambda);
    ecr.start();
    ecs.start();
    codeBuild.start();
    codeDeploy.start();
    pipelines.start();
    events.start(new Targets(lambda, sqs, sns, logs, pipelines));
  }

  private StatusPage page(String region) {
    JsonMapper json = new JsonMapper();
    return new StatusPage(
        this::address,
        AccessKeys.root(PAGE_ACCOUNT, "", PAGE_ACCOUNT).in(region),
        this::services,
        () -> events.recent().stream().<ObjectNode>map(json::valueToTree).toList());
  }

  /**
   * @throws PortTaken when another process listens on the port
   * @throws dev.signalbox.local.store.DirectoryUnusable when the data directory cannot be used
   */
  public static Local start(LocalOptions options) {
    return new Local(options);
  }

  private static Map<String, Key> given(LocalOptions options) {
    Map<String, Key> keys = new HashMap<>();
    for (LocalOptions.AccessKey key : options.credentials()) {
      keys.put(key.id(), AccessKeys.root(key.id(), key.secret(), key.account()));
    }
    return keys;
  }

  /** The newest events of every bus as EventBridge has them, oldest first; bounded. */
  public List<ObjectNode> recentEvents() {
    return events.recent().stream().map(SeenEvent::event).toList();
  }

  /**
   * Says which git repository of this machine stands for one of another provider, such as
   * acme/shop.
   *
   * @param address a folder, or an address on loopback
   * @throws IllegalArgumentException where that is elsewhere
   */
  public void connect(String repository, String address) {
    connected.connect(repository, address);
  }

  /** Makes the repository where there is none of that name, and returns the URL to clone it by. */
  public URI repository(String account, String region, String name) {
    codeCommit.make(
        new Place(account, region),
        "AWS::CodeCommit::Repository",
        name,
        name,
        JsonNodeFactory.instance.objectNode());
    return URI.create(address() + "/v1/repos/" + name);
  }

  /**
   * Makes what a CloudFormation or SAM template declares, or brings the stack of that name to what
   * it says now.
   *
   * @param parameters values of the template's parameters; its defaults stand for the others
   * @return with the stack's outputs by name
   * @throws dev.signalbox.local.template.TemplateProblems everything that is wrong with the
   *     template
   */
  public Deployed deploy(
      String account, String region, String stack, Path template, Map<String, String> parameters) {
    return templates.deploy(new Place(account, region), stack, template, parameters);
  }

  /**
   * Runs a function once, now, and waits for its answer.
   *
   * @throws AwsError ResourceNotFoundException when there is none of that name
   */
  public Outcome invoke(String account, String region, String function, byte[] event) {
    return lambda.run(function, new Place(account, region), event);
  }

  /** From now on the watcher is told what happens. */
  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** What {@code --endpoint-url} takes. */
  public final URI address() {
    return door.address();
  }

  /** The operations that are implemented, by service. */
  public List<Service> services() {
    return door.services();
  }

  /** The names of the operations that are implemented, by service, S3 among them. */
  public Map<String, Collection<String>> coverage() {
    Map<String, Collection<String>> implemented = new HashMap<>();
    services().forEach(it -> implemented.put(it.name(), it.operations().keySet()));
    implemented.put("s3", s3.operations());
    return implemented;
  }

  @Override
  public void close() {
    door.close();
    balancing.close();
    pipelines.close();
    codeDeploy.close();
    ecs.close();
    codeBuild.close();
    events.close();
    sns.close();
    lambda.close();
    sqs.close();
    codeCommit.close();
    dynamo.close();
    s3.close();
    lastMoment.close(clock);
    clock.close();
    cloudWatch.close();
    logs.close();
    store.close();
  }
}
