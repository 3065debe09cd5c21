package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternExampleTest {
  @Test
  void everyPatternOfTheModelsHasAnExample() {
    Models models = new Models();
    for (String service : models.services()) {
      for (Shape shape : models.service(service).orElseThrow().shapes()) {
        if (shape instanceof Shape.Text text && text.pattern().isPresent()) {
          assertThat(ValidRequests.text(text)).as(service + " " + text).isNotNull();
        }
      }
    }
  }
}
