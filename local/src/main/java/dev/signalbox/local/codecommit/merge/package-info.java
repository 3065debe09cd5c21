/** What becomes of two commits' changes when one is merged into the other. */
@NullMarked
package dev.signalbox.local.codecommit.merge;

import org.jspecify.annotations.NullMarked;
