package dev.signalbox.local.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.LocalServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

class ParameterLabelTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private final SsmClient ssm = SERVER.client(SsmClient.builder());
  private final String name = "/" + UUID.randomUUID();

  @BeforeEach
  void aParameterOfTwoVersions() {
    put("one");
    put("two");
  }

  private void put(String value) {
    ssm.putParameter(r -> r.name(name).value(value).type("String").overwrite(true));
  }

  private String value(String selector) {
    return ssm.getParameter(r -> r.name(name + selector)).parameter().value();
  }

  @Test
  void aLabelSelectsTheVersionItIsOn() {
    ssm.labelParameterVersion(r -> r.name(name).parameterVersion(1L).labels("stable"));
    assertThat(value(":stable")).isEqualTo("one");
  }

  @Test
  void aLabelMovesToTheVersionThatItIsGivenLast() {
    ssm.labelParameterVersion(r -> r.name(name).parameterVersion(1L).labels("stable"));
    ssm.labelParameterVersion(r -> r.name(name).labels("stable"));
    assertThat(value(":stable")).isEqualTo("two");
    assertThat(ssm.getParameterHistory(r -> r.name(name)).parameters().getFirst().labels())
        .isEmpty();
  }

  @Test
  void labelsThatAwsDoesNotAllowAreGivenBack() {
    var answer =
        ssm.labelParameterVersion(r -> r.name(name).labels("aws-x", "SSM", "1st", "a b", "fine"));
    assertThat(answer.invalidLabels()).containsExactly("aws-x", "SSM", "1st", "a b");
    assertThat(value(":fine")).isEqualTo("two");
  }

  @Test
  void aRemovedLabelSelectsNothing() {
    ssm.labelParameterVersion(r -> r.name(name).labels("stable"));
    var answer =
        ssm.unlabelParameterVersion(
            r -> r.name(name).parameterVersion(2L).labels("stable", "other"));
    assertThat(answer.removedLabels()).containsExactly("stable");
    assertThat(answer.invalidLabels()).containsExactly("other");
    assertThatThrownBy(() -> value(":stable"))
        .isInstanceOf(ParameterVersionNotFoundException.class);
  }

  @Test
  void anEleventhLabelIsRefused() {
    ssm.labelParameterVersion(
        r -> r.name(name).labels("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
    assertThatThrownBy(() -> ssm.labelParameterVersion(r -> r.name(name).labels("k")))
        .hasMessageContaining("can have maximum 10 labels");
  }
}
