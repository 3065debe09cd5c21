/** CodePipeline: pipelines, their executions and the actions these run. */
@NullMarked
package dev.signalbox.local.pipeline;

import org.jspecify.annotations.NullMarked;
