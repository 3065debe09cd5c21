/** The one way out to addresses that are not AWS's: guarded against everything they may do. */
@NullMarked
package dev.signalbox.aws.web;

import org.jspecify.annotations.NullMarked;
