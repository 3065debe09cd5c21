/** Decisions as JSON. */
@NullMarked
package dev.signalbox.aws.decision;

import org.jspecify.annotations.NullMarked;
