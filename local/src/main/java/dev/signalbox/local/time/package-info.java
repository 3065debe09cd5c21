/** The clock of local. */
@NullMarked
package dev.signalbox.local.time;

import org.jspecify.annotations.NullMarked;
