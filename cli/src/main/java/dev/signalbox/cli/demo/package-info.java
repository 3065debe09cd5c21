/** The demo: a sample repository pushed with real git, its releases followed to the end. */
@NullMarked
package dev.signalbox.cli.demo;

import org.jspecify.annotations.NullMarked;
