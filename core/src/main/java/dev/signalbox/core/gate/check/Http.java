package dev.signalbox.core.gate.check;

/** Requests to what is being deployed, and the answers wanted. */
public record Http(String path, int status) implements Probe {
  @Override
  public String kind() {
    return "http";
  }
}
