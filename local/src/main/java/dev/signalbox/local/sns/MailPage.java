package dev.signalbox.local.sns;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Table;
import java.io.IOException;

/** The mails that subscribers would have got, oldest first: {@code /_local/mail}. */
record MailPage(Table<Mail> mails) implements Endpoint {
  private static final String PATH = "/_local/mail";
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public boolean serves(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals(PATH);
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    ArrayNode list = JSON.createArrayNode();
    for (Mail mail : mails.all()) {
      list.addObject()
          .put("to", mail.to())
          .put("subject", mail.subject())
          .put("text", mail.text())
          .put("sent", mail.sent().toString());
    }
    byte[] body = JSON.writeValueAsBytes(list);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
