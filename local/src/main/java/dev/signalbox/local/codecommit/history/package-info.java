/** One repository's commits: read, compared, made and merged. */
@NullMarked
package dev.signalbox.local.codecommit.history;

import org.jspecify.annotations.NullMarked;
