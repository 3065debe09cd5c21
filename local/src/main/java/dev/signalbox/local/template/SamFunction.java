package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.ArrayList;
import java.util.List;

/** One {@code AWS::Serverless::Function}: the function, its role, its event sources. */
final class SamFunction {
  private static final String BASIC =
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

  private final String id;
  private final Yaml.Mapping resource;
  private final Mark at;
  private final Yaml.Mapping properties;
  private final Findings findings;

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
            "DeploymentPreference");
    warnOfDeploymentPreference();
    if (properties.get("Role").isEmpty()) {
      add(sam, id + "Role", "AWS::IAM::Role", role(), at);
      function = function.with("Role", Yaml.getAtt(id + "Role", "Arn", at));
    }
    function = withFailureQueue(sam, function);
    sam.add(id, resource.with("Properties", function), at);
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

  private void warnOfDeploymentPreference() {
    var preference = properties.mapping("DeploymentPreference");
    if (properties.get("DeploymentPreference").isPresent()
        && !preference.text("Enabled").orElse("true").equals("false")) {
      findings.warning(
          properties.at("DeploymentPreference"),
          id
              + ": DeploymentPreference is not carried out here: the alias moves at once. Declare"
              + " an AWS::CodeDeploy::DeploymentGroup to shift its traffic");
    }
  }

  /** The function's address and, where nobody has to sign, everybody's permission to call it. */
  private void addAddress(Sam sam) {
    var config = properties.mapping("FunctionUrlConfig");
    if (properties.get("FunctionUrlConfig").isEmpty()) {
      return;
    }
    Yaml.Mapping url = config.with("TargetFunctionArn", Yaml.ref(id, at));
    if (properties.get("AutoPublishAlias").isPresent()) {
      url = url.with("Qualifier", properties.get("AutoPublishAlias").orElseThrow());
    }
    add(sam, id + "Url", "AWS::Lambda::Url", url, at);
    if (config.text("AuthType").orElse("").equals("NONE")) {
      add(
          sam,
          id + "UrlPublicPermissions",
          "AWS::Lambda::Permission",
          Yaml.mapping(at, "Action", Yaml.text("lambda:InvokeFunctionUrl", at))
              .with("FunctionName", target(at))
              .with("Principal", Yaml.text("*", at))
              .with("FunctionUrlAuthType", Yaml.text("NONE", at)),
          at);
    }
  }

  /** What an event source calls: the alias, where one is published. */
  Yaml target(Mark where) {
    return Yaml.getAtt(id, properties.get("AutoPublishAlias").isPresent() ? "Alias" : "Arn", where);
  }

  /** Adds a resource that exists when the function does. */
  void add(Sam sam, String logicalId, String type, Yaml.Mapping its, Mark where) {
    var made = Yaml.mapping(where, "Type", Yaml.text(type, where)).with("Properties", its);
    sam.add(
        logicalId,
        resource.get("Condition").map(it -> made.with("Condition", it)).orElse(made),
        where);
  }

  private Yaml.Mapping withFailureQueue(Sam sam, Yaml.Mapping function) {
    var config = function.mapping("EventInvokeConfig");
    var destination = config.mapping("DestinationConfig").mapping("OnFailure");
    if (!destination.text("Type").orElse("").equals("SQS")
        || destination.get("Destination").isPresent()) {
      return function;
    }
    var queue = id + "EventInvokeConfigOnFailureQueue";
    add(sam, queue, "AWS::SQS::Queue", Yaml.empty(at), at);
    var onFailure = destination.with("Destination", Yaml.getAtt(queue, "Arn", at));
    return function.with(
        "EventInvokeConfig",
        config.with(
            "DestinationConfig", config.mapping("DestinationConfig").with("OnFailure", onFailure)));
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
                properties.get("AssumeRolePolicyDocument").orElseGet(this::trust))
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

  private Yaml trust() {
    var statement =
        Yaml.mapping(at, "Effect", Yaml.text("Allow", at))
            .with("Action", Yaml.sequence(at, Yaml.text("sts:AssumeRole", at)))
            .with(
                "Principal",
                Yaml.mapping(
                    at, "Service", Yaml.sequence(at, Yaml.text("lambda.amazonaws.com", at))));
    return Yaml.mapping(at, "Version", Yaml.text("2012-10-17", at))
        .with("Statement", Yaml.sequence(at, statement));
  }
}
