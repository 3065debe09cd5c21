/** Executions: what they are, and what happens next to them. */
@NullMarked
package dev.signalbox.local.pipeline.run;

import org.jspecify.annotations.NullMarked;
