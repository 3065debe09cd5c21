package dev.signalbox.local.s3;

import java.util.regex.Pattern;

/** The rules for the names of general purpose buckets. */
final class BucketName {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?:xn--|sthree-|amzn-s3-demo-).*|.*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

  private BucketName() {}

  static boolean isValid(String name) {
    return FORM.matcher(name).matches()
        && !name.contains("..")
        && !IP_ADDRESS.matcher(name).matches()
        && !RESERVED.matcher(name).matches();
  }
}
