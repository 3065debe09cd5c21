package dev.signalbox.benchmarks.coldstart;

import java.util.List;
import java.util.Map;

/** One way to run the function: a command, and what its environment says beside what all have. */
record Contender(String name, List<String> command, Map<String, String> environment) {
  Contender {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
