/** Reads signalbox.yaml; every problem with its file, line and column. */
@NullMarked
package dev.signalbox.definitions.yaml;

import org.jspecify.annotations.NullMarked;
