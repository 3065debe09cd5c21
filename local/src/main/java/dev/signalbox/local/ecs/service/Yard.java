package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import dev.signalbox.local.ecs.task.Tasks;

/** What all services share. */
record Yard(
    Clock clock,
    Events events,
    Tasks tasks,
    TaskDefinitions definitions,
    LoadBalancers balancers,
    ServiceRecords records) {}
