package dev.signalbox.local.codedeploy.run;

/** The names of the lifecycle events of deployments that shift traffic. */
final class LifecycleEvents {
  static final String BEFORE_INSTALL = "BeforeInstall";
  static final String INSTALL = "Install";
  static final String AFTER_INSTALL = "AfterInstall";
  static final String ALLOW_TEST_TRAFFIC = "AllowTestTraffic";
  static final String AFTER_ALLOW_TEST_TRAFFIC = "AfterAllowTestTraffic";
  static final String BEFORE_ALLOW_TRAFFIC = "BeforeAllowTraffic";
  static final String ALLOW_TRAFFIC = "AllowTraffic";
  static final String AFTER_ALLOW_TRAFFIC = "AfterAllowTraffic";

  private LifecycleEvents() {}
}
