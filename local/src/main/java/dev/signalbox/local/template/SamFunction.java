package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One {@code AWS::Serverless::Function}: the function, its role, its event sources. */
final class SamFunction {
  private static final String BASIC =
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

  private final String id;
  private final Yaml.Mapping resource;
  private final Mark at;
  private final Yaml.Mapping properties;
  private final Findings findings;
  private final Optional<SamAlias> alias;

  /**
   * @param properties with the globals
   */
  SamFunction(
      String id, Yaml.Mapping resource, Mark at, Yaml.Mapping properties, Findings findings) {
    this.id = id;
    this.resource = resource;
    this.at = at;
    this.properties = properties;
    this.findings = findings;
    this.alias = SamAlias.of(this, properties);
  }

  String id() {
    return id;
  }

  Findings findings() {
    return findings;
  }

  void addTo(Sam sam) {
    var function =
        properties.without(
            "Events",
            "Policies",
            "AssumeRolePolicyDocument",
            "FunctionUrlConfig",
            "EventInvokeConfig",
            "AutoPublishAlias",
            "DeploymentPreference");
    if (properties.get("Role").isEmpty()) {
      add(sam, id + "Role", "AWS::IAM::Role", role(), at);
      function = function.with("Role", Yaml.getAtt(id + "Role", "Arn", at));
    }
    sam.add(id, resource.with("Properties", function), at);
    alias.ifPresentOrElse(it -> it.addTo(sam), () -> SamAlias.refuse(this, properties, sam));
    addInvokeConfig(sam);
    addAddress(sam);
    var events = properties.mapping("Events");
    events
        .entries()
        .forEach((name, event) -> {
          if (event instanceof Yaml.Mapping mapping) {
            new SamEvent(this, name, mapping, events.at(name)).addTo(sam);
          }
        });
  }

  /** The function's address and, where nobody has to sign, everybody's permission to call it. */
  private void addAddress(Sam sam) {
    var config = properties.mapping("FunctionUrlConfig");
    if (properties.get("FunctionUrlConfig").isEmpty()) {
      return;
    }
    add(sam, id + "Url", "AWS::Lambda::Url", config.with("TargetFunctionArn", target(sam, at)), at);
    if (config.text("AuthType").orElse("").equals("NONE")) {
      add(
          sam,
          id + "UrlPublicPermissions",
          "AWS::Lambda::Permission",
          Yaml.mapping(at, "Action", Yaml.text("lambda:InvokeFunctionUrl", at))
              .with("FunctionName", target(sam, at))
              .with("Principal", Yaml.text("*", at))
              .with("FunctionUrlAuthType", Yaml.text("NONE", at)),
          at);
    }
  }

  /** What an event source calls: the alias, where one is published. */
  Yaml target(Sam sam, Mark where) {
    return alias.map(it -> it.ref(where, sam)).orElseGet(() -> Yaml.getAtt(id, "Arn", where));
  }

  /** Adds a resource that exists when the function does. */
  void add(Sam sam, String logicalId, String type, Yaml.Mapping its, Mark where) {
    add(
        sam,
        logicalId,
        Yaml.mapping(where, "Type", Yaml.text(type, where)).with("Properties", its),
        where);
  }

  void add(Sam sam, String logicalId, Yaml.Mapping made, Mark where) {
    sam.add(
        logicalId,
        resource.get("Condition").map(it -> made.with("Condition", it)).orElse(made),
        where);
  }

  private void addInvokeConfig(Sam sam) {
    if (properties.get("EventInvokeConfig").isPresent()) {
      add(
          sam,
          id + "EventInvokeConfig",
          "AWS::Lambda::EventInvokeConfig",
          withFailureQueue(sam, properties.mapping("EventInvokeConfig"))
              .with("FunctionName", Yaml.ref(id, at))
              .with("Qualifier", alias.map(SamAlias::name).orElse(Yaml.text("$LATEST", at))),
          properties.at("EventInvokeConfig"));
    }
  }

  private Yaml.Mapping withFailureQueue(Sam sam, Yaml.Mapping config) {
    var destination = config.mapping("DestinationConfig").mapping("OnFailure");
    if (!destination.text("Type").orElse("").equals("SQS")
        || destination.get("Destination").isPresent()) {
      return config;
    }
    var queue = id + "EventInvokeConfigOnFailureQueue";
    add(sam, queue, "AWS::SQS::Queue", Yaml.empty(at), at);
    var onFailure = destination.with("Destination", Yaml.getAtt(queue, "Arn", at));
    return config.with(
        "DestinationConfig", config.mapping("DestinationConfig").with("OnFailure", onFailure));
  }

  private Yaml.Mapping role() {
    var managed = new ArrayList<Yaml>(List.of(Yaml.text(BASIC, at)));
    var inline = new ArrayList<Yaml>();
    for (var policy : policies()) {
      switch (policy) {
        case Yaml.Scalar name -> managed.add(managedPolicy(name));
        case Yaml.Mapping mapping when mapping.function().isPresent() -> managed.add(mapping);
        case Yaml.Mapping mapping when mapping.get("Statement").isPresent() ->
            inline.add(policy(inline.size(), mapping));
        default ->
            findings.warning(
                policy.at(), id + ": SAM's policy templates are not expanded here: left out");
      }
    }
    var role =
        Yaml.mapping(
                at,
                "AssumeRolePolicyDocument",
                properties
                    .get("AssumeRolePolicyDocument")
                    .orElseGet(() -> trust("lambda.amazonaws.com", at)))
            .with("ManagedPolicyArns", new Yaml.Sequence(managed, at));
    return inline.isEmpty() ? role : role.with("Policies", new Yaml.Sequence(inline, at));
  }

  private List<Yaml> policies() {
    return switch (properties.get("Policies").orElse(new Yaml.Sequence(List.of(), at))) {
      case Yaml.Sequence sequence -> sequence.items();
      case Yaml single -> List.of(single);
    };
  }

  private static Yaml managedPolicy(Yaml.Scalar name) {
    return name.text().startsWith("arn:")
        ? name
        : Yaml.text("arn:aws:iam::aws:policy/" + name.text(), name.at());
  }

  private Yaml policy(int index, Yaml.Mapping document) {
    var statement = document.get("Statement").orElse(Yaml.empty(at));
    var whole =
        document.get("Version").isPresent()
            ? document
            : document.with("Version", Yaml.text("2012-10-17", at));
    return Yaml.mapping(at, "PolicyName", Yaml.text(id + "RolePolicy" + index, at))
        .with(
            "PolicyDocument",
            statement instanceof Yaml.Sequence
                ? whole
                : whole.with("Statement", Yaml.sequence(at, statement)));
  }

  static Yaml trust(String service, Mark at) {
    var statement =
        Yaml.mapping(at, "Effect", Yaml.text("Allow", at))
            .with("Action", Yaml.sequence(at, Yaml.text("sts:AssumeRole", at)))
            .with(
                "Principal",
                Yaml.mapping(at, "Service", Yaml.sequence(at, Yaml.text(service, at))));
    return Yaml.mapping(at, "Version", Yaml.text("2012-10-17", at))
        .with("Statement", Yaml.sequence(at, statement));
  }
}
