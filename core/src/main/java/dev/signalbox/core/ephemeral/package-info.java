/** Pipelines that branches have of their own: made, kept and deleted with them. */
@NullMarked
package dev.signalbox.core.ephemeral;

import org.jspecify.annotations.NullMarked;
