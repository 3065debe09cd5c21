/** Elastic Load Balancing: application load balancers on loopback addresses of their own. */
@NullMarked
package dev.signalbox.local.elb;

import org.jspecify.annotations.NullMarked;
