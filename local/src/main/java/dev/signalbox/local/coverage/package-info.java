/** What of AWS is here: every operation of every service, and the known differences. */
@NullMarked
package dev.signalbox.local.coverage;

import org.jspecify.annotations.NullMarked;
