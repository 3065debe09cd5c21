@NullMarked
package dev.signalbox.local.archive;

import org.jspecify.annotations.NullMarked;
