/** No traffic shifts without evidence: what gates are, and what they decide. */
@NullMarked
package dev.signalbox.core.gate;

import org.jspecify.annotations.NullMarked;
