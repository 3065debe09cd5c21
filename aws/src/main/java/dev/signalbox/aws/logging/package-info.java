/** One JSON line per fact, behind Powertools' and slf4j's interfaces. */
@NullMarked
package dev.signalbox.aws.logging;

import org.jspecify.annotations.NullMarked;
