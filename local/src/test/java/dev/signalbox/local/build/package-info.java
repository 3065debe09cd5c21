@NullMarked
package dev.signalbox.local.build;

import org.jspecify.annotations.NullMarked;
