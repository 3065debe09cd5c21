@NullMarked
package dev.signalbox.core.start;

import org.jspecify.annotations.NullMarked;
