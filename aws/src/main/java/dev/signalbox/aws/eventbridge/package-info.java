/** The event buses of other accounts. */
@NullMarked
package dev.signalbox.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
