package dev.signalbox.aws.gate;

import dev.signalbox.aws.json.Tree;
import dev.signalbox.core.gate.Hook;
import java.util.Map;
import java.util.Optional;

/** What the gate function is called with. */
public sealed interface GateEvent {
  /** CodeDeploy asks, or somebody asks again for it. */
  record Hooked(Hook.CodeDeploy hook) implements GateEvent {}

  /** ECS asks. */
  record Staged(EcsCall call) implements GateEvent {}

  /**
   * Lambda tells that a call came to nothing.
   *
   * @param hook whose call, where it was one of CodeDeploy's
   */
  record Crashed(Optional<Hook.CodeDeploy> hook, String how) implements GateEvent {}

  /** It is time to look after hooks that wait. */
  record Tick() implements GateEvent {}

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException where it is none of these; it quotes nothing of it
   */
  static GateEvent read(byte[] bytes) {
    Tree tree = Tree.read(bytes);
    if (tree.at("requestPayload").isPresent() && tree.at("requestContext").isPresent()) {
      return new Crashed(codeDeploy(tree.at("requestPayload")), how(tree));
    }
    if (tree.at("detail", "do").text().filter("look-after-hooks"::equals).isPresent()) {
      return new Tick();
    }
    if (tree.at("lifecycleStage").isPresent()) {
      return new Staged(EcsCall.of(tree));
    }
    return codeDeploy(tree)
        .<GateEvent>map(Hooked::new)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The event names no deployment and no hook: there is nobody to answer"));
  }

  private static Optional<Hook.CodeDeploy> codeDeploy(Tree tree) {
    return text(tree, "deploymentid")
        .flatMap(deployment ->
            text(tree, "lifecycleeventhookexecutionid")
                .map(execution -> new Hook.CodeDeploy(deployment, execution)));
  }

  /** By a key in whatever case. */
  private static Optional<String> text(Tree tree, String key) {
    return tree.members().entrySet().stream()
        .filter(member -> member.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .flatMap(Tree::text);
  }

  private static String how(Tree tree) {
    return "%s: %s"
        .formatted(
            tree.at("requestContext", "condition").text().orElse("it failed"),
            tree.at("responsePayload", "errorMessage").text().orElse("no message"));
  }
}
