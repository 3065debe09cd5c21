package dev.signalbox.core.start;

import dev.signalbox.core.route.Definition;

/** Where the definition in force is found. */
public interface Definitions {
  Definition inForce();
}
