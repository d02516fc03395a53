package io.symphra.cache.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A value belongs under the key it holds. */
class WriteRowTest {

  enum Colour {
    RED,
    BLUE;

    @Override
    public String toString() {
      return "a nice colour";
    }
  }

  record Paint(Colour colour, int litres) {}

  private final TableMapping mapping = TableMapping.of(
      Paint.class,
      new TableOptions("paint", List.of("colour"), Map.of(), Set.of(), Set.of(), null));

  private WriteRow<Colour> row(Colour key, Paint value) {
    return WriteRow.of(key, KeyShape.of(Colour.class), value, mapping);
  }

  @Test
  void anEnumIsComparedByItsName() {
    assertThat(row(Colour.RED, new Paint(Colour.RED, 3)).canonical()).isEqualTo(List.of("RED"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(Colour.RED, new Paint(Colour.BLUE, 3)))
        .withMessageContaining("property \"colour\"");
  }
}
