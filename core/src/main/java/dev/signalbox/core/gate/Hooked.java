package dev.signalbox.core.gate;

/** CodeDeploy, which is told later what it has asked. */
public interface Hooked extends Deployments<Hook.CodeDeploy> {
  /**
   * Tells it, once.
   *
   * @throws dev.signalbox.core.Unavailable where it could not be told now
   */
  Report tell(Hook.CodeDeploy hook, boolean passed);
}
