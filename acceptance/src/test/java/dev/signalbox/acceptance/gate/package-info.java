@NullMarked
package dev.signalbox.acceptance.gate;

import org.jspecify.annotations.NullMarked;
