/** Lambda: packed functions run by AWS's Java runtime client, each in a process of its own. */
@NullMarked
package dev.signalbox.local.lambda;

import org.jspecify.annotations.NullMarked;
