/** CodeCommit: repositories, their API, and git over HTTP in front of them. */
@NullMarked
package dev.signalbox.local.codecommit;

import org.jspecify.annotations.NullMarked;
