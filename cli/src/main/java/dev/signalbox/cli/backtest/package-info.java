/** Replays a repository's history through a definition. */
@NullMarked
package dev.signalbox.cli.backtest;

import org.jspecify.annotations.NullMarked;
