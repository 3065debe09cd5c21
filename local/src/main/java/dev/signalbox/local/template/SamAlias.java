package dev.signalbox.local.template;

import dev.signalbox.local.template.Yaml.Mark;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** The version and the alias that a function is published as, and how the alias is led onward. */
final class SamAlias {
  private static final String APPLICATION = "ServerlessDeploymentApplication";
  private static final String ROLE = "CodeDeployServiceRole";
  private static final String ROLE_POLICY =
      "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited";
  private static final String PREFERENCE = "DeploymentPreference";

  private final SamFunction function;
  private final Yaml.Mapping properties;
  private final Yaml name;
  private final Mark at;

  private SamAlias(SamFunction function, Yaml.Mapping properties, Yaml name, Mark at) {
    this.function = function;
    this.properties = properties;
    this.name = name;
    this.at = at;
  }

  /** Empty where the function is not published. */
  static Optional<SamAlias> of(SamFunction function, Yaml.Mapping properties) {
    return properties
        .get("AutoPublishAlias")
        .map(it -> new SamAlias(function, properties, it, properties.at("AutoPublishAlias")));
  }

  /** Of a function that is not published, no alias can be led anywhere. */
  static void refuse(SamFunction function, Yaml.Mapping properties, Sam sam) {
    if (isShifted(properties, sam)) {
      function
          .findings()
          .problem(
              properties.at(PREFERENCE),
              function.id() + ": DeploymentPreference needs AutoPublishAlias");
    }
  }

  Yaml name() {
    return name;
  }

  /** What {@code Ref} answers of it is the alias's ARN. */
  Yaml ref(Mark where, Sam sam) {
    return Yaml.ref(logicalId(sam), where);
  }

  private String logicalId(Sam sam) {
    return function.id()
        + "Alias"
        + sam.settled(name).map(it -> it.replaceAll("[^A-Za-z0-9]", "")).orElse("");
  }

  void addTo(Sam sam) {
    var version = function.id() + "Version";
    var alias = logicalId(sam);
    function.add(
        sam,
        version,
        "AWS::Lambda::Version",
        Yaml.mapping(at, "FunctionName", Yaml.ref(function.id(), at)),
        at);
    var its =
        Yaml.mapping(at, "FunctionName", Yaml.ref(function.id(), at))
            .with("Name", name)
            .with("FunctionVersion", Yaml.getAtt(version, "Version", at));
    var declared =
        Yaml.mapping(at, "Type", Yaml.text("AWS::Lambda::Alias", at)).with("Properties", its);
    if (isShifted(properties, sam)) {
      declared = declared.with("UpdatePolicy", shifting(sam));
    }
    function.add(sam, alias, declared, at);
    sam.standsFor(function.id() + ".Version", version);
    sam.standsFor(function.id() + ".Alias", alias);
  }

  private static boolean isShifted(Yaml.Mapping properties, Sam sam) {
    var enabled = properties.mapping(PREFERENCE).get("Enabled");
    return properties.get(PREFERENCE).isPresent()
        && enabled
            .flatMap(sam::settled)
            .map(it -> !it.toLowerCase(Locale.ROOT).equals("false"))
            .orElse(true);
  }

  /** Adds what the shifting needs, and returns the policy by which CloudFormation asks for it. */
  private Yaml.Mapping shifting(Sam sam) {
    var preference = properties.mapping(PREFERENCE);
    var where = properties.at(PREFERENCE);
    var group = function.id() + "DeploymentGroup";
    sam.add(
        APPLICATION,
        Yaml.mapping(where, "Type", Yaml.text("AWS::CodeDeploy::Application", where))
            .with("Properties", Yaml.mapping(where, "ComputePlatform", Yaml.text("Lambda", where))),
        where);
    function.add(
        sam, group, "AWS::CodeDeploy::DeploymentGroup", group(sam, preference, where), where);
    var hooks = preference.mapping("Hooks");
    var update =
        Yaml.mapping(where, "ApplicationName", Yaml.ref(APPLICATION, where))
            .with("DeploymentGroupName", Yaml.ref(group, where));
    update = withHook(update, "BeforeAllowTrafficHook", hooks.get("PreTraffic"));
    update = withHook(update, "AfterAllowTrafficHook", hooks.get("PostTraffic"));
    return Yaml.mapping(where, "CodeDeployLambdaAliasUpdate", update);
  }

  private static Yaml.Mapping withHook(Yaml.Mapping update, String event, Optional<Yaml> hook) {
    return hook.map(it -> update.with(event, it)).orElse(update);
  }

  private Yaml.Mapping group(Sam sam, Yaml.Mapping preference, Mark where) {
    var group =
        Yaml.mapping(where, "ApplicationName", Yaml.ref(APPLICATION, where))
            .with("AutoRollbackConfiguration", rollbacks(where))
            .with("DeploymentConfigName", configuration(sam, preference, where))
            .with("DeploymentStyle", style(where))
            .with("ServiceRoleArn", role(sam, preference, where));
    if (preference.get("Alarms").isPresent()) {
      group = group.with("AlarmConfiguration", alarms(preference, where));
    }
    var triggers = preference.get("TriggerConfigurations");
    return triggers.isPresent() ? group.with("TriggerConfigurations", triggers.get()) : group;
  }

  private static Yaml.Mapping rollbacks(Mark where) {
    return Yaml.mapping(where, "Enabled", Yaml.text("true", where))
        .with(
            "Events",
            Yaml.sequence(
                where,
                Yaml.text("DEPLOYMENT_FAILURE", where),
                Yaml.text("DEPLOYMENT_STOP_ON_ALARM", where),
                Yaml.text("DEPLOYMENT_STOP_ON_REQUEST", where)));
  }

  private static Yaml.Mapping style(Mark where) {
    return Yaml.mapping(where, "DeploymentType", Yaml.text("BLUE_GREEN", where))
        .with("DeploymentOption", Yaml.text("WITH_TRAFFIC_CONTROL", where));
  }

  /** One of CodeDeploy's own by its short name, or the name of another one. */
  private Yaml configuration(Sam sam, Yaml.Mapping preference, Mark where) {
    var type = preference.get("Type");
    if (type.isEmpty()) {
      function.findings().problem(where, function.id() + ": DeploymentPreference has no Type");
    }
    return type.map(it ->
            sam.settled(it)
                .<Yaml>map(text -> Yaml.text(LambdaShift.configuration(text), it.at()))
                .orElse(it))
        .orElseGet(() -> Yaml.empty(where));
  }

  private Yaml alarms(Yaml.Mapping preference, Mark where) {
    var named = new ArrayList<Yaml>();
    switch (preference.get("Alarms").orElse(Yaml.empty(where))) {
      case Yaml.Sequence all ->
          all.items().forEach(it -> named.add(Yaml.mapping(it.at(), "Name", it)));
      case Yaml other ->
          function
              .findings()
              .problem(other.at(), function.id() + ": Alarms is a list of alarms' names");
    }
    return Yaml.mapping(where, "Enabled", Yaml.text("true", where))
        .with("Alarms", new Yaml.Sequence(named, where));
  }

  /** The one that is named, or one for all functions of the template. */
  private static Yaml role(Sam sam, Yaml.Mapping preference, Mark where) {
    var given =
        preference.get("Role").filter(it -> !(it instanceof Yaml.Scalar s && s.text().isEmpty()));
    if (given.isPresent()) {
      return given.get();
    }
    var role =
        Yaml.mapping(
                where,
                "AssumeRolePolicyDocument",
                SamFunction.trust("codedeploy.amazonaws.com", where))
            .with("ManagedPolicyArns", Yaml.sequence(where, Yaml.text(ROLE_POLICY, where)));
    sam.add(
        ROLE,
        Yaml.mapping(where, "Type", Yaml.text("AWS::IAM::Role", where)).with("Properties", role),
        where);
    return Yaml.getAtt(ROLE, "Arn", where);
  }
}
