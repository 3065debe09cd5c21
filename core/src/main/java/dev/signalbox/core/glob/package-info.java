/** Patterns for branch names and paths, matched in linear time however many there are. */
@NullMarked
package dev.signalbox.core.glob;

import org.jspecify.annotations.NullMarked;
