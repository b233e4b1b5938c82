package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.SetExperiments;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.alias.Alias;
import dev.parley.router.alias.Aliases;
import dev.parley.router.alias.Readings;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names that stand for models, and what came of them at this router. For administrators. */
@Path("/internal/experiments")
class ExperimentsResource {

    private final Aliases aliases;
    private final Readings readings;
    private final AliasReporter reporter;
    private final CurrentCaller caller;

    ExperimentsResource(Aliases aliases, Readings readings, AliasReporter reporter, CurrentCaller caller) {
        this.aliases = aliases;
        this.readings = readings;
        this.reporter = reporter;
        this.caller = caller;
    }

    @GET
    public ExperimentReports experiments() {
        return reporter.all(Callers.admin(caller.get()));
    }

    @PUT
    public Uni<ExperimentReports> set(@Nullable SetExperiments request) {
        Caller admin = Callers.admin(caller.get());
        List<Alias> wanted = new AliasTerms(aliases.configured(), readings::isHidden).aliases(Callers.body(request));
        return Uni.createFrom()
                .completionStage(() -> aliases.replace(wanted, admin.key()))
                .onFailure()
                .transform(away -> new ProblemException(
                        ProblemCode.STORE_UNAVAILABLE, "aliases cannot be kept now; what is known of them holds"))
                .map(done -> reporter.all(admin));
    }
}
