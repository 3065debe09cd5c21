/** Event buses: this account's own, and those of others. */
@NullMarked
package dev.signalbox.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
