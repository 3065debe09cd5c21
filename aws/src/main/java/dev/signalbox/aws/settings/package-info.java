/** What a function is told by its environment. */
@NullMarked
package dev.signalbox.aws.settings;

import org.jspecify.annotations.NullMarked;
