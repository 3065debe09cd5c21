/** CodePipeline as the real AWS command line finds it. */
@NullMarked
package dev.signalbox.acceptance.pipeline;

import org.jspecify.annotations.NullMarked;
