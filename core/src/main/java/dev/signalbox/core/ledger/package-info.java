/** What has been decided and started, so that nothing is done twice. */
@NullMarked
package dev.signalbox.core.ledger;

import org.jspecify.annotations.NullMarked;
