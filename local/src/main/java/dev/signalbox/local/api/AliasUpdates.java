package dev.signalbox.local.api;

import java.util.Map;

/** CodeDeploy, as CloudFormation has it lead a function's alias to another version. */
public interface AliasUpdates {
  /**
   * @param target the version that is to have all of the traffic
   * @param hooks the functions to be asked, by lifecycle event
   */
  record Update(
      String application,
      String group,
      String function,
      String alias,
      String target,
      Map<String, String> hooks) {
    public Update {
      hooks = Map.copyOf(hooks);
    }
  }

  /**
   * Returns when the alias leads to the target; at once where it does already.
   *
   * @throws AwsError when there is no such group, or its deployment did not succeed
   */
  void lead(Place place, Update update);
}
