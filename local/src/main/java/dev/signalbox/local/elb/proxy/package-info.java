/** The way of a request through a load balancer. */
@NullMarked
package dev.signalbox.local.elb.proxy;

import org.jspecify.annotations.NullMarked;
