/** The command: {@code ./signalbox demo | up | validate | explain | publish | invoke}. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
