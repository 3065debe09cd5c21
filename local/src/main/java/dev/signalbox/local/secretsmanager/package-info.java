/** Secrets Manager. */
@NullMarked
package dev.signalbox.local.secretsmanager;

import org.jspecify.annotations.NullMarked;
