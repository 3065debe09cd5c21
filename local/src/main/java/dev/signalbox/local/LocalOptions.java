package dev.signalbox.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How {@code local} is started.
 *
 * @param port 0 for any free one
 * @param data where everything is kept; empty for a clean slate that is forgotten at the end
 * @param timeScale how many seconds pass for time-outs, approvals and retries in one real second
 * @param credentials further long-term access keys
 * @param region what requests that name none are for: git's
 */
public record LocalOptions(
    int port, Optional<Path> data, double timeScale, List<AccessKey> credentials, String region) {

  /** A long-term access key with all rights in its account. */
  public record AccessKey(String id, String secret, String account) {}

  public LocalOptions {
    credentials = List.copyOf(credentials);
  }

  /** A free port, a clean slate, real time, eu-west-1. */
  public static LocalOptions defaults() {
    return new LocalOptions(0, Optional.empty(), 1, List.of(), "eu-west-1");
  }

  public LocalOptions withPort(int newPort) {
    return new LocalOptions(newPort, data, timeScale, credentials, region);
  }

  public LocalOptions withData(Path directory) {
    return new LocalOptions(port, Optional.of(directory), timeScale, credentials, region);
  }

  public LocalOptions withTimeScale(double scale) {
    return new LocalOptions(port, data, scale, credentials, region);
  }

  public LocalOptions withCredentials(List<AccessKey> keys) {
    return new LocalOptions(port, data, timeScale, keys, region);
  }
}
