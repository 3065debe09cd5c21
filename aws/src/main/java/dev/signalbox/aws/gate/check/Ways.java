package dev.signalbox.aws.gate.check;

import dev.signalbox.aws.web.Guard;
import dev.signalbox.aws.web.Origin;
import java.util.Set;

/**
 * Where probes may go.
 *
 * @param loopback whether this machine may be asked, which is for {@code local} only
 * @param inside the networks that load balancers of one's own are in
 */
public record Ways(boolean loopback, Guard.Inside inside) {
  Guard to(Set<Origin> origins) {
    return Guard.of(origins, loopback, inside);
  }
}
