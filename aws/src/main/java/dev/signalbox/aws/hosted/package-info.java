/** Repositories at GitHub, GitLab and Bitbucket, asked by their APIs. */
@NullMarked
package dev.signalbox.aws.hosted;

import org.jspecify.annotations.NullMarked;
