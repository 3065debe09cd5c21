@NullMarked
package dev.signalbox.core.ephemeral;

import org.jspecify.annotations.NullMarked;
