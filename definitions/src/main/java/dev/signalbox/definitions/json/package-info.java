/** How records are written down, in definitions and in the ledger. */
@NullMarked
package dev.signalbox.definitions.json;

import org.jspecify.annotations.NullMarked;
