/** How AWS is called: connections, credentials, and which errors mean what. */
@NullMarked
package dev.signalbox.aws.client;

import org.jspecify.annotations.NullMarked;
