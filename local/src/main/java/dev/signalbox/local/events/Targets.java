package dev.signalbox.local.events;

import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Pipelines;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Topics;

/** The services that rules deliver to. */
public record Targets(
    Functions functions, Queues queues, Topics topics, Logs logs, Pipelines pipelines) {}
