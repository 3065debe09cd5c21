/** What a definition says, held against what AWS has. */
@NullMarked
package dev.signalbox.cli.online;

import org.jspecify.annotations.NullMarked;
