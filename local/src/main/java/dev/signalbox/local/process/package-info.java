/** Commands of this machine that services start, with all that they start in turn. */
@NullMarked
package dev.signalbox.local.process;

import org.jspecify.annotations.NullMarked;
