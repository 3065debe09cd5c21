package dev.signalbox.local.api;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The certificates by which servers prove who they are. */
public interface Certificates {
  /**
   * A certificate with the key that belongs to it.
   *
   * @param chain the server's own first
   */
  record Proof(PrivateKey key, List<X509Certificate> chain) {
    public Proof {
      chain = List.copyOf(chain);
    }
  }

  /** Empty when there is none of that ARN. */
  Optional<Proof> find(String arn);
}
