package dev.signalbox.local.ecs.task;

/** Why a task never ran, as its stopped reason has it. */
final class CannotStart extends Exception {
  private static final long serialVersionUID = 1L;

  private final String container;

  CannotStart(String container, String reason) {
    super(reason, null, false, false);
    this.container = container;
  }

  String container() {
    return container;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
