package dev.signalbox.core.gate;

/** One call of a deployment that waits for an answer. */
public sealed interface Hook {
  /** What the ledger knows this call by; the same call delivered twice has the same. */
  HookId id();

  /** The deployment's id, or its ARN. */
  String deployment();

  /** A lifecycle event of CodeDeploy's, which wants to be called back. */
  record CodeDeploy(String deployment, String execution) implements Hook {
    /** No id of CodeDeploy's has a space in it. */
    private static final String LOST = "lost ";

    /** One whose event never came, so that nobody knows by what id to answer it. */
    static CodeDeploy lost(String deployment, String event) {
      return new CodeDeploy(deployment, LOST + event);
    }

    boolean isLost() {
      return execution.startsWith(LOST);
    }

    @Override
    public HookId id() {
      return HookId.of(deployment, execution);
    }
  }

  /**
   * A stage of a service deployment of ECS's, which wants an answer, and asks again where it is
   * still open.
   *
   * @param step tells apart the steps of one stage: the weights of production traffic
   */
  record Ecs(String deployment, String stage, String execution, String step) implements Hook {
    @Override
    public HookId id() {
      return HookId.of(deployment, stage, execution, step);
    }
  }
}
