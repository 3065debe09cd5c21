package dev.signalbox.local.ecs.task;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * The ports of this machine on which a task's containers are to listen: each is free when the task
 * is made, for on one machine no two tasks can have the same one.
 */
record Ports(Map<String, List<NetworkBinding>> byContainer) {
  static final String HOST = "127.0.0.1";

  static Ports of(TaskDefinition definition) throws IOException {
    Map<String, List<NetworkBinding>> bindings = new LinkedHashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (ContainerDefinition container : definition.containerDefinitions()) {
        List<NetworkBinding> own = new ArrayList<>();
        for (PortMapping mapping : container.portMappings()) {
          ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          held.add(socket);
          own.add(binding(mapping, socket.getLocalPort()));
        }
        bindings.put(container.name(), own);
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    return new Ports(bindings);
  }

  private static NetworkBinding binding(PortMapping mapping, int port) {
    return NetworkBinding.builder()
        .bindIP(HOST)
        .containerPort(mapping.containerPort())
        .hostPort(port)
        .protocol(TransportProtocol.TCP)
        .build();
  }

  List<NetworkBinding> bindings(String container) {
    return byContainer.getOrDefault(container, List.of());
  }

  /**
   * {@code HOST} is where to listen; {@code PORT} is the first port, {@code PORT_8080} stands for
   * the container's port 8080.
   */
  Map<String, String> variables(String container) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOST", HOST);
    for (NetworkBinding binding : bindings(container)) {
      variables.putIfAbsent("PORT", Integer.toString(binding.hostPort()));
      variables.put("PORT_" + binding.containerPort(), Integer.toString(binding.hostPort()));
    }
    return variables;
  }

  OptionalInt port(String container, int containerPort) {
    return bindings(container).stream()
        .filter(it -> it.containerPort() == containerPort)
        .mapToInt(NetworkBinding::hostPort)
        .findFirst();
  }
}
