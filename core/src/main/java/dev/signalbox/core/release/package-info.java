/** The nouns of a release: accounts, repositories, refs, commits, pushes and pipelines. */
@NullMarked
package dev.signalbox.core.release;

import org.jspecify.annotations.NullMarked;
