package dev.parley.router.http;

import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.node.QueueReport;
import dev.parley.protocol.node.QueuedCaller;
import dev.parley.protocol.node.QueuedModel;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Crowd;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.process.ProcessIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Who waits at this router. It names callers of all tenants, so it is told to administrators only. */
@Path("/internal/queue")
class QueueResource {

    private final Admission admission;
    private final ProcessIdentity process;
    private final CurrentCaller caller;

    QueueResource(Admission admission, ProcessIdentity process, CurrentCaller caller) {
        this.admission = admission;
        this.process = process;
        this.caller = caller;
    }

    @GET
    public QueueReport queue() {
        if (!caller.get().scopes().contains(Scope.ADMIN)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "the queue is shown to the scope admin only");
        }
        Crowd crowd = admission.crowd();
        return new QueueReport(
                process.toString(),
                crowd.waiting(),
                crowd.bytes(),
                crowd.terms().requests(),
                crowd.terms().bytes(),
                crowd.terms().requestsEach(),
                crowd.models().stream().map(QueueResource::report).toList(),
                crowd.callers().stream().map(QueueResource::report).toList());
    }

    private static QueuedModel report(Crowd.Wanted wanted) {
        return new QueuedModel(
                wanted.wanted(),
                wanted.waiting(),
                wanted.oldest().toMillis(),
                wanted.expectedWait().isZero() ? null : wanted.expectedWait().toMillis());
    }

    private static QueuedCaller report(Crowd.Waiter waiter) {
        return new QueuedCaller(
                waiter.caller().tenant(), waiter.caller().key(), waiter.waiting(), waiter.bytes(), waiter.running());
    }
}
