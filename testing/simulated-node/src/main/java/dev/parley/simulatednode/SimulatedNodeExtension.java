package dev.parley.simulatednode;

import dev.parley.simulatednode.settings.Mode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One node for all tests of a class, put back to its start before each. It must be a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatedNodeExtension node = SimulatedNodeExtension.extension().instant().build();
 * }</pre>
 */
public final class SimulatedNodeExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private final SimulatedNode.Builder builder;
    private @Nullable SimulatedNode node;

    private SimulatedNodeExtension(SimulatedNode.Builder builder) {
        this.builder = builder;
    }

    /** A node that wastes no time. */
    public static SimulatedNodeExtension instant() {
        return extension().instant().build();
    }

    /** A node with the defaults of {@link SimulatedNode#builder}, changed by what follows. */
    public static Builder extension() {
        return new Builder();
    }

    /** The node, which starts when it is first asked for and stops after the last test of the class. */
    public SimulatedNode node() {
        SimulatedNode running = node;
        if (running == null) {
            running = builder.start();
            node = running;
        }
        return running;
    }

    /** Where Ollama's surface is, without a slash at the end. */
    public String url() {
        return node().url();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        node();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        node().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SimulatedNode running = node;
        if (running != null) {
            node = null;
            running.close();
        }
    }

    /** What the node begins with. */
    public static final class Builder {

        private final SimulatedNode.Builder node = SimulatedNode.builder();

        private Builder() {}

        /** Any wish at all. */
        public Builder with(Consumer<SimulatedNode.Builder> wish) {
            wish.accept(node);
            return this;
        }

        public Builder name(String name) {
            return with(each -> each.name(name));
        }

        /** The only models, each as {@code name} or {@code name=capability,capability}. */
        public Builder models(String... specs) {
            return with(each -> each.models(specs));
        }

        public Builder mode(Mode mode) {
            return with(each -> each.mode(mode));
        }

        public Builder slots(int slots) {
            return with(each -> each.slots(slots));
        }

        public Builder tokensPerSecond(double rate) {
            return with(each -> each.tokensPerSecond(rate));
        }

        /** No waiting anywhere. */
        public Builder instant() {
            return with(SimulatedNode.Builder::instant);
        }

        /** Any setting by its snake-case name. */
        public Builder set(String setting, Object value) {
            return with(each -> each.set(setting, value));
        }

        public SimulatedNodeExtension build() {
            return new SimulatedNodeExtension(node);
        }
    }
}
