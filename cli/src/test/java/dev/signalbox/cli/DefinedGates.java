package dev.signalbox.cli;

/** A definition with one route, and with gates. */
final class DefinedGates {
  private DefinedGates() {}

  /**
   * @param gates a list in YAML
   */
  static String of(String gates) {
    return """
    version: 1
    accounts:
      dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
    repositories:
      shop: {account: dev, default-branch: main}
    routes:
      - name: web
        on: {repository: shop}
        start: {pipeline: shop, account: dev}
    gates:
    """
        + (gates.startsWith(" ") ? gates : gates.indent(2));
  }
}
