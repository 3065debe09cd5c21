/** What is told of running pipelines, and what follows from it. */
@NullMarked
package dev.signalbox.core.observe;

import org.jspecify.annotations.NullMarked;
