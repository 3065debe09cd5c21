/** Repositories in CodeCommit. */
@NullMarked
package dev.signalbox.aws.codecommit;

import org.jspecify.annotations.NullMarked;
