package dev.parley.benchmarks.survival;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.Parley;
import dev.parley.benchmarks.house.Replica;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Conversations without an end run on three orchestrators, of which one at a time is killed and started again; now and then
 * one is stalled until others have taken over, or told to go. Afterwards the conversations are stopped, and everybody is asked
 * what was seen: viewers, the log, the idea registry, and the node, which alone knows what was paid for.
 *
 * @param kills how many
 * @param conversations that run at once
 * @param viewers spread over them
 * @param restarts whether PostgreSQL and Redis are killed and started again in between
 * @param pace between two blows
 */
record SurvivalScenario(int kills, int conversations, int viewers, boolean restarts, Duration pace)
        implements Scenario {

    private static final String NODE = "survival";
    private static final String MODEL = "survival:latest";
    private static final int REPLICAS = 3;
    private static final int KILLS_TO_A_STALL = 8;
    private static final int KILLS_TO_A_RESTART = 20;
    private static final Duration LATE = Duration.ofSeconds(90);

    @Override
    public List<NodeWish> nodes() {
        return List.of(NodeWish.of(
                NODE,
                64,
                "model=" + MODEL,
                "mode=ideas",
                // No two answers say the same, whatever they were asked.
                "label=true",
                "tokens-per-second=30",
                "load-seconds=0.2",
                "first-token-seconds=0.01"));
    }

    @Override
    public Report run(House house) {
        SimulatedNode node = house.node(NODE);
        node.load(MODEL);
        Orchestrators orchestrators = Orchestrators.of(house, REPLICAS - 1);
        Conversations talks = new Conversations(gateway(house, orchestrators), MODEL);
        long before = node.count("generations_started");
        List<String> started =
                IntStream.range(0, conversations).mapToObj(talks::start).toList();
        List<Viewer> watching = IntStream.range(0, viewers)
                .mapToObj(number -> new Viewer(talks.gateway(), started.get(number % conversations)))
                .toList();
        Scenario.say("%d conversations, %d viewers, %d kills".formatted(conversations, viewers, kills));
        strike(orchestrators, house.parley());
        Pace.rest(pace);
        started.forEach(talks::stop);
        await(watching);
        orchestrators.rest();
        long generations = node.count("generations_started") - before;
        List<Viewer> late =
                started.stream().map(id -> new Viewer(talks.gateway(), id)).toList();
        await(late);
        Map<String, Log> logs = new HashMap<>();
        long strange = 0;
        for (Viewer viewer : late) {
            Log log = new Log(viewer);
            logs.put(viewer.conversation(), log);
            strange += log.strange(talks.ideas(viewer.conversation()));
        }
        Report report = new Findings(logs, watching, orchestrators.blows(), generations, strange).report();
        watching.forEach(Viewer::close);
        late.forEach(Viewer::close);
        return report;
    }

    /** A gateway without keys that finds all orchestrators behind one address. */
    private static URI gateway(House house, Orchestrators orchestrators) {
        Door door = Door.before(orchestrators.urls(), house.stage());
        Map<String, String> told = Map.of(
                "GATEWAY_IDENTITY_MODE",
                "off",
                "GATEWAY_ORCHESTRATOR_URL",
                door.url().toString());
        return Replica.of(house.parley(), "gateway", told, house.stage()).url();
    }

    private void strike(Orchestrators orchestrators, Parley parley) {
        for (int kill = 1; kill <= kills; kill++) {
            Pace.rest(pace);
            orchestrators.kill();
            if (kill % KILLS_TO_A_STALL == KILLS_TO_A_STALL / 2 || kills == kill && kills < KILLS_TO_A_STALL / 2) {
                Pace.rest(pace);
                orchestrators.stall();
            }
            if (restarts && (kill % KILLS_TO_A_RESTART == 0 || kill == (kills + 1) / 2)) {
                orchestrators.settle(conversations);
                restart("PostgreSQL", parley, parley::killPostgres);
                restart("Redis", parley, parley::killRedis);
            }
            if (kill % KILLS_TO_A_STALL == 0 || kill == kills) {
                orchestrators.settle(conversations);
                orchestrators.dismiss();
            }
        }
    }

    private void restart(String store, Parley parley, Runnable kill) {
        Scenario.say("restarting " + store);
        kill.run();
        parley.up();
        Pace.rest(pace);
    }

    private static void await(List<Viewer> viewers) {
        long until = System.nanoTime() + LATE.toNanos();
        while (!viewers.stream().allMatch(Viewer::ended) && System.nanoTime() < until) {
            Pace.rest(Duration.ofMillis(100));
        }
    }
}
