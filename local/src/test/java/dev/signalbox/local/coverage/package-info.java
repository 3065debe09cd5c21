@NullMarked
package dev.signalbox.local.coverage;

import org.jspecify.annotations.NullMarked;
