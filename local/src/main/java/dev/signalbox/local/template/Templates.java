package dev.signalbox.local.template;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deploys CloudFormation and SAM templates: makes what the services here can make. */
public final class Templates {
  private final Map<String, Resources> makers = new TreeMap<>();

  public Templates(List<Resources> services) {
    for (var service : services) {
      service.types().forEach(type -> makers.put(type, service));
    }
  }

  /**
   * Makes the template's resources, or brings those of an earlier deployment to what it says now.
   * What the template no longer has stays.
   *
   * @param parameters values of the template's parameters; its defaults stand for the others
   * @throws TemplateProblems everything that is wrong with the template; nothing has been made then
   *     unless a service refused one of the resources
   */
  public Deployed deploy(
      Place place, String stackName, Path template, Map<String, String> parameters) {
    return new Deployment(makers, place, stackName, template, parameters).run();
  }
}
