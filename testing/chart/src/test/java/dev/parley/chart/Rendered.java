package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All objects of one rendering. */
record Rendered(List<JsonNode> objects) {

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(type.getSimpleName()))
                .map(object -> Serialization.unmarshal(object.toString(), type))
                .toList();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }

    <T extends HasMetadata> T one(Class<T> type, String name) {
        Optional<T> found = find(type, name);
        assertThat(found).as(type.getSimpleName() + " " + name).isPresent();
        return found.get();
    }

    Optional<JsonNode> object(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    Deployment service(String name) {
        return one(Deployment.class, "parley-" + name);
    }

    Container container(String service) {
        return service(service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    /** What a variable of a service says; of those that come from elsewhere, from where ({@code secret/key}). */
    Map<String, String> environment(String service) {
        return environment(container(service));
    }

    static Map<String, String> environment(Container container) {
        Map<String, String> told = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            assertThat(told.put(variable.getName(), said(variable)))
                    .as(variable.getName() + " is said once")
                    .isNull();
        }
        return told;
    }

    private static String said(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        if (variable.getValueFrom().getSecretKeyRef() != null) {
            return variable.getValueFrom().getSecretKeyRef().getName() + "/"
                    + variable.getValueFrom().getSecretKeyRef().getKey();
        }
        return variable.getValueFrom().getFieldRef().getFieldPath();
    }

    /** Every pod that is described anywhere, by kind and name. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
        all(Deployment.class)
                .forEach(each -> pods.put(
                        "Deployment " + each.getMetadata().getName(),
                        each.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(each -> pods.put(
                        "StatefulSet " + each.getMetadata().getName(),
                        each.getSpec().getTemplate()));
        all(Job.class)
                .forEach(each -> pods.put(
                        "Job " + each.getMetadata().getName(), each.getSpec().getTemplate()));
        all(io.fabric8.kubernetes.api.model.Pod.class)
                .forEach(each -> pods.put("Pod " + each.getMetadata().getName(), template(each)));
        return pods;
    }

    private static PodTemplateSpec template(io.fabric8.kubernetes.api.model.Pod pod) {
        PodTemplateSpec template = new PodTemplateSpec();
        template.setMetadata(pod.getMetadata());
        template.setSpec(pod.getSpec());
        return template;
    }

    static List<Container> containers(PodTemplateSpec pod) {
        List<Container> all = new ArrayList<>(pod.getSpec().getContainers());
        all.addAll(pod.getSpec().getInitContainers());
        return all;
    }
}
