/** The ledger's table in DynamoDB, and the definition in force that lies in it. */
@NullMarked
package dev.signalbox.aws.ledger;

import org.jspecify.annotations.NullMarked;
