package dev.signalbox.local.model;

/**
 * An exception of a service's model.
 *
 * @param code what goes over the wire: some services abbreviate the shape's name
 * @param text AWS's description, empty where the model is kept without
 */
public record ApiError(String shape, String code, int status, boolean senderFault, String text) {}
