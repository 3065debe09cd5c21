package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.Aliases;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.Map;

/** One function with versions 1 and 2 and an alias. */
final class FakeAliases implements Aliases {
  Route route = new Route("1", Map.of());

  @Override
  public Route route(Place place, String function, String alias) {
    if (!function.equals("shop") || !alias.equals("live")) {
      throw new AwsError("ResourceNotFoundException", 404, "Cannot find alias arn");
    }
    return route;
  }

  @Override
  public void route(Place place, String function, String alias, Route newRoute) {
    route = newRoute;
  }

  @Override
  public boolean hasVersion(Place place, String function, String version) {
    return function.equals("shop") && (version.equals("1") || version.equals("2"));
  }
}
