@NullMarked
package dev.signalbox.core.release;

import org.jspecify.annotations.NullMarked;
