package dev.signalbox.local.codecommit.git;

import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** What CodeCommit lets a branch or a tag be called. */
public final class BranchName {
  private static final int LONGEST = 256;
  private static final Pattern COMMIT_ID = Pattern.compile("[0-9a-fA-F]{40}");

  private BranchName() {}

  public static boolean isValid(String name) {
    return !isTooLong(name)
        && !looksLikeACommit(name)
        && Repository.isValidRefName(Constants.R_HEADS + name);
  }

  static boolean isTooLong(String name) {
    return name.codePointCount(0, name.length()) > LONGEST;
  }

  static boolean looksLikeACommit(String name) {
    return COMMIT_ID.matcher(name).matches();
  }
}
