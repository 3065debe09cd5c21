/** Accounts, access keys, roles: STS and as much of IAM as they need. */
@NullMarked
package dev.signalbox.local.sts;

import org.jspecify.annotations.NullMarked;
