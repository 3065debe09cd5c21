/**
 * The git repositories of {@code local}: where they are kept, how git reaches them over HTTP, and
 * the events that tell of every reference that moved, whoever moved it.
 */
@NullMarked
package dev.signalbox.local.codecommit.git;

import org.jspecify.annotations.NullMarked;
