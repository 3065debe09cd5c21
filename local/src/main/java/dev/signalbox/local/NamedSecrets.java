package dev.signalbox.local;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Secrets;
import dev.signalbox.local.secretsmanager.SecretsManager;
import dev.signalbox.local.ssm.Ssm;

/** What builds name instead of writing it down: parameters and secrets. */
record NamedSecrets(Ssm parameters, SecretsManager secrets) implements Secrets {
  @Override
  public String parameter(Place place, String name) {
    return parameters.parameter(place, name);
  }

  @Override
  public String secret(Place place, String reference) {
    return secrets.secret(place, reference);
  }
}
