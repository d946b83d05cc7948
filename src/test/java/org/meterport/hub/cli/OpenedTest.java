package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void closesTheLastFirstAndOnce() {
        var opened = new Opened(Screen.silent(), "stopping", "");
        opened.open(() -> part("folder"));
        opened.open(() -> part("hub"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("hub", "folder");
        opened.awaitStop();
    }

    @Test
    void opensNothingAfterItsEnd() {
        var opened = new Opened(Screen.silent(), "stopping", "");
        opened.close();

        assertThatThrownBy(() -> opened.open(() -> part("late"))).isInstanceOf(CommandFailed.class);
        assertThat(closed).isEmpty();
    }

    @Test
    void closesTheOthersWhenOneCannotBeClosed() {
        var opened = new Opened(Screen.silent(), "stopping", "");
        opened.open(() -> part("folder"));
        AutoCloseable stuck = () -> {
            throw new IllegalStateException("stuck");
        };
        opened.open(() -> stuck);

        assertThatThrownBy(opened::close).isInstanceOf(CommandFailed.class).hasMessageContaining("stuck");
        assertThat(closed).containsExactly("folder");
    }

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }
}
