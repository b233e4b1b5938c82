package dev.parley.gateway.socket;

import dev.parley.gateway.identity.Identified;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Remembers who opened a socket: its frames come without their request. */
@Singleton
class ViewerCaller implements HttpUpgradeCheck {

    private static final TypedKey<Identified> WHO = new TypedKey<>("who");

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
        return upgrade.securityIdentity()
                .map(viewer -> viewer.<Identified>getAttribute(Identified.ATTRIBUTE))
                .invoke(who -> upgrade.userData().put(WHO, who))
                .flatMap(who -> CheckResult.permitUpgrade());
    }

    /** Who opened this socket. */
    static Identified of(WebSocketConnection viewer) {
        return Objects.requireNonNull(viewer.userData().get(WHO), "nobody opened this socket");
    }
}
