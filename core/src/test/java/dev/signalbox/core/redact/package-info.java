@NullMarked
package dev.signalbox.core.redact;

import org.jspecify.annotations.NullMarked;
