/** Pull requests with their approvals, and the comments people leave on them and on commits. */
@NullMarked
package dev.signalbox.local.codecommit.review;

import org.jspecify.annotations.NullMarked;
