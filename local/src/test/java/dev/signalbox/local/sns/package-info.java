@NullMarked
package dev.signalbox.local.sns;

import org.jspecify.annotations.NullMarked;
