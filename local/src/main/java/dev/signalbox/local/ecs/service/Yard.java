package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.ecs.deployment.Deployments;
import dev.signalbox.local.ecs.deployment.Revisions;
import dev.signalbox.local.ecs.task.TaskDefinitions;
import dev.signalbox.local.ecs.task.Tasks;

/** What all services share. */
record Yard(
    Clock clock,
    Events events,
    Tasks tasks,
    TaskDefinitions definitions,
    LoadBalancers balancers,
    Alarms alarms,
    Invocations invocations,
    Revisions revisions,
    Deployments deployments,
    ServiceRecords records) {}
