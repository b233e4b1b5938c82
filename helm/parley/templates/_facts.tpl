{{/*
What each service is, whatever the values say: its ports, who calls it, the edges it shows a secret at and those it accepts.
*/}}
{{- define "parley.facts" -}}
gateway:
  port: 8080
  management: 9080
  callers: []
  shows: {GATEWAY_ROUTER_SECRET: gateway-router, GATEWAY_ORCHESTRATOR_SECRET: gateway-orchestrator}
  # The router comes back through tunnels, to the gateway that holds one.
  accepts: {PARLEY_EDGES_ROUTER: router-gateway}
router:
  port: 8081
  management: 9081
  callers: [gateway, orchestrator]
  shows: {ROUTER_GATEWAY_SECRET: router-gateway}
  accepts: {PARLEY_EDGES_GATEWAY: gateway-router, PARLEY_EDGES_ORCHESTRATOR: orchestrator-router}
orchestrator:
  port: 8082
  management: 9082
  callers: [gateway]
  shows: {ORCHESTRATOR_ROUTER_SECRET: orchestrator-router, ORCHESTRATOR_IDEAS_SECRET: orchestrator-ideas}
  accepts: {PARLEY_EDGES_GATEWAY: gateway-orchestrator}
ideas:
  port: 8083
  management: 9083
  callers: [orchestrator]
  shows: {}
  accepts: {PARLEY_EDGES_ORCHESTRATOR: orchestrator-ideas}
{{- end -}}

{{/* Address of a service: dict root, name, suffix?. */}}
{{- define "parley.url" -}}
{{- $fact := index (include "parley.facts" .root | fromYaml) .name -}}
http://{{ include "parley.fullname" .root }}-{{ .name }}{{ .suffix }}:{{ $fact.port }}
{{- end -}}

{{/* Whether the router watches the cluster. */}}
{{- define "parley.watchesPools" -}}
{{- $wish := .Values.router.kubernetes.enabled -}}
{{- if kindIs "bool" $wish -}}{{ $wish }}{{- else -}}{{ gt (len .Values.pools) 0 }}{{- end -}}
{{- end -}}

{{/* Seconds as env name: value for one service. dict root, name. */}}
{{- define "parley.environment" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $values := index $root.Values $name -}}
{{- $fact := index (include "parley.facts" $root | fromYaml) $name -}}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: {{ $fact.port | quote }}
- name: QUARKUS_MANAGEMENT_HOST
  value: 0.0.0.0
- name: QUARKUS_MANAGEMENT_PORT
  value: {{ $fact.management | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%vs" $values.drain.requests }}
{{- if eq (include "parley.sleeps" $root) "false" }}
- name: QUARKUS_SHUTDOWN_DELAY
  value: {{ printf "%vs" $values.drain.endpoints }}
{{- end }}
{{- if eq $root.Values.image.flavor "jvm" }}
- name: JAVA_TOOL_OPTIONS
  value: -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError
{{- end }}
- name: SMALLRYE_CONFIG_LOCATIONS
  value: /etc/parley/settings/application.properties
{{- if $root.Values.tracing.endpoint }}
- name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ $root.Values.tracing.endpoint | quote }}
- name: QUARKUS_OTEL_TRACES_SAMPLER_ARG
  value: {{ $root.Values.tracing.ratio | quote }}
{{- end }}
{{- range $variable, $edge := $fact.shows }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ include "parley.secrets" $root }}
      key: {{ $edge }}
{{- end }}
{{- range $variable, $edge := $fact.accepts }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ include "parley.secrets" $root }}
      key: {{ $edge }}-accepted
{{- end }}
{{- include "parley.postgresql.environment" $root }}
{{- include "parley.redis.environment" $root }}
{{- include (printf "parley.%s.environment" $name) $root }}
{{- with $values.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "parley.gateway.environment" }}
- name: GATEWAY_ROUTER_URL
  value: {{ include "parley.url" (dict "root" . "name" "router" "suffix" "-each") }}
- name: GATEWAY_ORCHESTRATOR_URL
  value: {{ include "parley.url" (dict "root" . "name" "orchestrator" "suffix" "") }}
- name: GATEWAY_IDENTITY_MODE
  value: "on"
- name: GATEWAY_IDENTITY_BOOTSTRAP_KEY
  valueFrom:
    secretKeyRef:
      name: {{ include "parley.secrets" . }}
      key: bootstrap-key
- name: GATEWAY_TUNNEL_HOST
  value: 0.0.0.0
- name: GATEWAY_TUNNEL_PORT
  value: "8090"
- name: GATEWAY_TUNNEL_ADDRESS
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- with .Values.gateway.trustedProxies }}
- name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING
  value: "true"
- name: QUARKUS_HTTP_PROXY_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- end -}}

{{- define "parley.router.environment" }}
- name: ROUTER_KUBERNETES_ENABLED
  value: {{ include "parley.watchesPools" . | quote }}
{{- with .Values.router.kubernetes.namespaces }}
- name: ROUTER_KUBERNETES_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
{{- range $index, $node := .Values.nodes }}
{{- if $node.keySecret }}
- name: PARLEY_NODE_KEY_{{ add1 $index }}
  valueFrom:
    secretKeyRef:
      name: {{ $node.keySecret.name }}
      key: {{ $node.keySecret.key }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "parley.orchestrator.environment" }}
- name: ORCHESTRATOR_ROUTER_URL
  value: {{ include "parley.url" (dict "root" . "name" "router" "suffix" "") }}
- name: ORCHESTRATOR_IDEAS_URL
  value: {{ include "parley.url" (dict "root" . "name" "ideas" "suffix" "") }}
{{- end -}}

{{- define "parley.ideas.environment" }}
{{- end -}}

{{/* Whether the cluster can let a container sleep before it is told to go: beta, and on, since 1.30. No shell is needed for it. */}}
{{- define "parley.sleeps" -}}
{{- semverCompare ">=1.30.0-0" .Capabilities.KubeVersion.Version -}}
{{- end -}}

{{/* The file of settings of one service: dict root, name. */}}
{{- define "parley.settings" -}}
config_ordinal=310
{{- if eq .name "router" }}
{{- range $index, $node := .root.Values.nodes }}
{{- $begin := printf "router.nodes.\"%s\"." $node.name }}
{{ $begin }}url={{ $node.url | replace "\\" "\\\\" }}
{{- with $node.model }}
{{ $begin }}model={{ . }}
{{- end }}
{{- with $node.capabilities }}
{{ $begin }}capabilities={{ join "," . }}
{{- end }}
{{- with $node.kind }}
{{ $begin }}kind={{ . }}
{{- end }}
{{- with $node.maxConcurrent }}
{{ $begin }}max-concurrent={{ . }}
{{- end }}
{{- with $node.maxConcurrentPerModel }}
{{ $begin }}max-concurrent-per-model={{ . }}
{{- end }}
{{- if $node.keySecret }}
{{ $begin }}key=${PARLEY_NODE_KEY_{{ add1 $index }}}
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $value := (index .root.Values .name).settings }}
{{ include "parley.propertyKey" $key }}={{ include "parley.propertyValue" $value }}
{{- end }}
{{- end -}}
