package dev.signalbox.local.ssm;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;

/** Parameter Store: configuration and secrets by name, with their versions. */
public final class Ssm {
  private final Parameters parameters;
  private final Service api = new Service("ssm");
  private final Resources resources;

  public Ssm(Store store, Clock clock) {
    parameters = new Parameters(store);
    WriteOperations writes = new WriteOperations(parameters, clock);
    writes.addTo(api);
    new ReadOperations(parameters).addTo(api);
    new TagOperations(parameters).addTo(api);
    new LabelOperations(parameters).addTo(api);
    resources = new ParameterResources(parameters, writes);
  }

  public Service api() {
    return api;
  }

  /** {@code AWS::SSM::Parameter}. */
  public Resources resources() {
    return resources;
  }

  /**
   * A parameter's value, decrypted.
   *
   * @param name as GetParameter takes it: also an ARN, also with a version
   * @throws AwsError ParameterNotFound, ParameterVersionNotFound
   */
  public String parameter(Place place, String name) {
    return parameters.select(place, name).version().value();
  }
}
