package dev.parley.chart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What no schema says: the rules of the house for what runs in a cluster. */
final class PodRules {

    private final Rendered rendered;
    private final List<String> broken = new ArrayList<>();

    private PodRules(Rendered rendered) {
        this.rendered = rendered;
    }

    /** Rules that are not kept, each as one sentence. */
    static List<String> broken(Rendered rendered) {
        PodRules rules = new PodRules(rendered);
        rendered.pods().forEach((name, pod) -> {
            rules.pod(name, pod.getSpec());
            Rendered.containers(pod).forEach(container -> rules.container(name, container));
            if (!name.startsWith("Job") && !name.startsWith("Pod")) {
                pod.getSpec().getContainers().forEach(container -> rules.probes(name, container));
            }
        });
        rendered.all(Service.class).forEach(rules::service);
        rendered.all(HorizontalPodAutoscaler.class).forEach(rules::autoscaler);
        return rules.broken;
    }

    private void pod(String name, PodSpec pod) {
        var security = pod.getSecurityContext();
        rule(security != null && Boolean.TRUE.equals(security.getRunAsNonRoot()), name, "runs as root");
        rule(security != null && security.getRunAsUser() != null && security.getRunAsUser() > 0, name, "names no user");
        rule(
                security != null
                        && security.getSeccompProfile() != null
                        && security.getSeccompProfile().getType().equals("RuntimeDefault"),
                name,
                "has no seccomp profile");
        rule(Boolean.FALSE.equals(pod.getEnableServiceLinks()), name, "gets every Service as a variable");
        boolean router = name.equals("Deployment parley-router");
        rule(
                router || Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
                name,
                "has a token it does not need");
        rule(!Boolean.TRUE.equals(pod.getHostNetwork()), name, "uses the host's network");
        Set<String> mounted = new HashSet<>();
        pod.getContainers()
                .forEach(container -> container.getVolumeMounts().forEach(mount -> mounted.add(mount.getName())));
        pod.getVolumes().forEach(volume -> rule(mounted.contains(volume.getName()), name, "has an idle volume"));
        pod.getVolumes()
                .forEach(volume -> rule(
                        volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null,
                        name,
                        "has a folder without bound: " + volume.getName()));
    }

    private void container(String name, Container container) {
        var security = container.getSecurityContext();
        rule(security != null && Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()), name, "may become more");
        rule(security != null && Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()), name, "may write its root");
        rule(
                security != null
                        && security.getCapabilities() != null
                        && security.getCapabilities().getDrop().equals(List.of("ALL")),
                name,
                "has capabilities");
        var resources = container.getResources();
        Map<?, ?> limits = resources == null ? Map.of() : resources.getLimits();
        Map<?, ?> requests = resources == null ? Map.of() : resources.getRequests();
        rule(limits.containsKey("memory"), name, "has no limit of memory");
        rule(requests.containsKey("memory") && requests.containsKey("cpu"), name, "requests nothing");
        rule(
                !container.getImage().endsWith(":latest")
                        && container.getImage().matches(".+[:@].+"),
                name,
                "has no version");
        for (ContainerPort port : container.getPorts()) {
            rule(port.getName() != null && port.getName().length() <= 15, name, "has a port without a name");
            rule(port.getContainerPort() > 0 && port.getContainerPort() < 65536, name, "has an impossible port");
        }
    }

    private void probes(String name, Container container) {
        rule(container.getStartupProbe() != null, name, "is not waited for");
        rule(container.getLivenessProbe() != null, name, "is not known to live");
        rule(container.getReadinessProbe() != null, name, "is not known to be ready");
        Set<String> ports = new HashSet<>();
        container.getPorts().forEach(port -> ports.add(port.getName()));
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .filter(probe -> probe != null && probe.getHttpGet() != null)
                .map(Probe::getHttpGet)
                .forEach(get -> rule(
                        ports.contains(get.getPort().getStrVal()), name, "is asked at a port that it does not have"));
    }

    /** A Service selects pods of ours, at ports that they have. */
    private void service(Service service) {
        String name = "Service " + service.getMetadata().getName();
        Map<String, String> selector = service.getSpec().getSelector();
        var selected = rendered.pods().values().stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
                .toList();
        rule(selected.size() == 1, name, "selects " + selected.size() + " kinds of pods");
        Set<String> ports = new HashSet<>();
        selected.forEach(pod -> pod.getSpec()
                .getContainers()
                .forEach(container -> container.getPorts().forEach(port -> ports.add(port.getName()))));
        for (ServicePort port : service.getSpec().getPorts()) {
            rule(ports.contains(port.getTargetPort().getStrVal()), name, "leads to no port: " + port.getName());
        }
    }

    private void autoscaler(HorizontalPodAutoscaler autoscaler) {
        var spec = autoscaler.getSpec();
        String name = "HPA " + autoscaler.getMetadata().getName();
        rule(spec.getMinReplicas() <= spec.getMaxReplicas(), name, "has a minimum above its maximum");
        rule(
                rendered.object(
                                spec.getScaleTargetRef().getKind(),
                                spec.getScaleTargetRef().getName())
                        .map(target -> target.at("/spec/replicas").isMissingNode())
                        .orElse(false),
                name,
                "shares its number with somebody");
    }

    private void rule(boolean kept, String who, String otherwise) {
        if (!kept) {
            broken.add(who + " " + otherwise);
        }
    }
}
