/** Taking turns, so that a flood of one repository's pushes delays no other's. */
@NullMarked
package dev.signalbox.core.turn;

import org.jspecify.annotations.NullMarked;
