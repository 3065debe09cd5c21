@NullMarked
package dev.signalbox.functions.gate;

import org.jspecify.annotations.NullMarked;
