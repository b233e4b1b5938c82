package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The tunnels of this replica, and no more of them than it may hold. For any thread. */
public final class Tunnels {

    private static final int ID_BYTES = 12;

    /**
     * How many there may be.
     *
     * @param all on this replica
     * @param each of one tenant's
     * @param held bytes of bodies in all of them
     */
    public record Most(int all, int each, long held) {}

    private final Most most;
    private final TunnelBounds bounds;
    private final Registrations registrations;
    private final TunnelMeter meter;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Held held;
    private final Map<String, Tunnel> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofTenants = new ConcurrentHashMap<>();
    private int count;

    public Tunnels(
            Most most,
            TunnelBounds bounds,
            Registrations registrations,
            TunnelMeter meter,
            InstantSource clock,
            RandomGenerator random) {
        this.most = most;
        this.bounds = bounds;
        this.registrations = registrations;
        this.meter = meter;
        this.clock = clock;
        this.random = random;
        this.held = new Held(most.held());
        meter.watch(this, held);
    }

    /** Whether one more of this tenant's would be too many. */
    public synchronized boolean isFull(String tenant) {
        return count >= most.all() || ofTenants.getOrDefault(tenant, 0) >= most.each();
    }

    /**
     * One more; empty if there are as many as there may be.
     *
     * @param by whose token it came with
     * @param door where routers reach this replica's tunnels, {@code http://host:port}
     * @param loop everything of it runs there, one after the other
     */
    public Optional<Tunnel> open(Caller by, String door, AgentLine line, Executor loop) {
        if (!enter(by.tenant())) {
            return Optional.empty();
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Tunnel tunnel = new Tunnel(this, new Tunnel.Id(id, door + path(id)), by, line, loop);
        open.put(id, tunnel);
        return Optional.of(tunnel);
    }

    /** Where at the door this tunnel is. */
    private static String path(String id) {
        return "/tunnels/" + id;
    }

    private synchronized boolean enter(String tenant) {
        if (isFull(tenant)) {
            return false;
        }
        count++;
        ofTenants.merge(tenant, 1, Integer::sum);
        return true;
    }

    synchronized void left(Tunnel tunnel, Ending why) {
        if (open.remove(tunnel.id()) != null) {
            count--;
            ofTenants.computeIfPresent(tunnel.tenant(), (tenant, number) -> number > 1 ? number - 1 : null);
            meter.ended(why);
        }
    }

    /** Another agent of the same tenant with the same name has no tunnel any more. */
    void joined(Tunnel tunnel) {
        open.values().stream().filter(tunnel::isSameNode).forEach(Tunnel::replaced);
    }

    /** The one with this id. */
    public Optional<Tunnel> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** This replica goes: agents finish what they hold and come back, to another. */
    public void leave() {
        List.copyOf(open.values()).forEach(Tunnel::leave);
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }

    /** How many requests are open in all of them. */
    public int messages() {
        return open.values().stream().mapToInt(Tunnel::messages).sum();
    }

    TunnelBounds bounds() {
        return bounds;
    }

    Registrations registrations() {
        return registrations;
    }

    TunnelMeter meter() {
        return meter;
    }

    InstantSource clock() {
        return clock;
    }

    Held held() {
        return held;
    }
}
