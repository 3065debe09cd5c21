/** Secrets, read from Secrets Manager and kept for minutes. */
@NullMarked
package dev.signalbox.aws.secret;

import org.jspecify.annotations.NullMarked;
