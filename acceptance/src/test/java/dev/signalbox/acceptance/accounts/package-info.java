/** Several accounts in two Regions. */
@NullMarked
package dev.signalbox.acceptance.accounts;

import org.jspecify.annotations.NullMarked;
