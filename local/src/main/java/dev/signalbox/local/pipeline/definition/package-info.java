/** Pipelines as people declare them, and AWS's rules for that. */
@NullMarked
package dev.signalbox.local.pipeline.definition;

import org.jspecify.annotations.NullMarked;
