package dev.signalbox.local.codedeploy.run;

import java.security.SecureRandom;

/** Makes the names of deployments. */
public final class DeploymentIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int LENGTH = 9;

  private DeploymentIds() {}

  public static String next() {
    StringBuilder id = new StringBuilder("d-");
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
