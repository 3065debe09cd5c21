@NullMarked
package dev.signalbox.core.turn;

import org.jspecify.annotations.NullMarked;
