package dev.parley.gateway.http;

import dev.parley.gateway.audit.AuditLog;
import dev.parley.protocol.access.AuditPage;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What administrators did. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Access")
class AuditResource {

    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(summary = "List what administrators did, newest first")
    public Uni<AuditPage> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return log.page(Pages.limit(limit), before(cursor));
    }

    private static OptionalLong before(@Nullable String cursor) {
        if (cursor == null) {
            return OptionalLong.empty();
        }
        if (!cursor.matches("\\d{1,18}")) {
            throw Pages.notACursor(cursor);
        }
        return OptionalLong.of(Long.parseLong(cursor));
    }
}
