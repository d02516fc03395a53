package io.symphra.cache.benchmarks.torture;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverlayTest {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyRuleCanBeTakenAway(Rule rule) {
    rule.takeFrom(new Overlay(folder));
    assertThat(folder).isNotEmptyDirectory();
  }

  @Test
  void aScriptIsTheSameButForOnePiece() throws Exception {
    new Overlay(folder).text("renew", "answers[i] = 1", "answers[i] = 7");
    String altered = Files.readString(folder.resolve("io/symphra/cache/redis/internal/renew.lua"));
    assertThat(altered).contains("answers[i] = 7", "return answers");
  }

  @Test
  void whatIsNotThereCannotBeTakenAway() {
    Overlay overlay = new Overlay(folder);
    assertThatThrownBy(() -> overlay.text("renew", "no such text", ""))
        .hasMessageContaining("exactly once");
    assertThatThrownBy(() -> overlay.text("nothing", "", "")).hasMessageContaining("no script");
    assertThatThrownBy(() -> overlay.code("no.such.Type", named("get"), Mutations.Yes.class))
        .hasMessageContaining("no class no.such.Type");
    assertThatThrownBy(() -> overlay.code(
            "io.symphra.cache.internal.FlightRules", named("noSuch"), Mutations.Yes.class))
        .hasMessageContaining("exactly one such method");
    assertThat(folder).isEmptyDirectory();
  }
}
