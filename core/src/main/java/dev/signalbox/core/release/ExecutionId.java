package dev.signalbox.core.release;

/** The id CodePipeline gave to one run of a pipeline. */
public record ExecutionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
