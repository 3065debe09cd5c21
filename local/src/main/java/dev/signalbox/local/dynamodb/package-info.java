/** DynamoDB: AWS's DynamoDB Local inside this process, one database for each account and Region. */
@NullMarked
package dev.signalbox.local.dynamodb;

import org.jspecify.annotations.NullMarked;
