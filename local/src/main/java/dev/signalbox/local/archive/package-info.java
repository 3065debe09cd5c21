/** Archives that come from elsewhere, unpacked so that nothing lands beside its directory. */
@NullMarked
package dev.signalbox.local.archive;

import org.jspecify.annotations.NullMarked;
