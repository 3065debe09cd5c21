/** Secrets are taken out of what is kept and shown. */
@NullMarked
package dev.signalbox.core.redact;

import org.jspecify.annotations.NullMarked;
