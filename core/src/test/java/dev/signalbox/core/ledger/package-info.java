@NullMarked
package dev.signalbox.core.ledger;

import org.jspecify.annotations.NullMarked;
