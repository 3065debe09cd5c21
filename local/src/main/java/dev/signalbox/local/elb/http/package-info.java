/** HTTP/1.1 as a proxy handles it: heads that are passed on as they came, bodies that stream. */
@NullMarked
package dev.signalbox.local.elb.http;

import org.jspecify.annotations.NullMarked;
