@NullMarked
package dev.signalbox.core.gate.check;

import org.jspecify.annotations.NullMarked;
