package dev.signalbox.local.s3;

/** Whether a bucket keeps what its objects were before. */
enum Versioning {
  NEVER(""),
  ENABLED("Enabled"),
  SUSPENDED("Suspended");

  private final String text;

  Versioning(String text) {
    this.text = text;
  }

  /** As S3 writes it; empty for a bucket that never had it. */
  String text() {
    return text;
  }
}
