{{/* One of the four services, whole: dict root, name. What differs between them stands in values.yaml and _facts.tpl. */}}
{{- define "parley.component" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $values := index $root.Values $name -}}
{{- $fact := index (include "parley.facts" $root | fromYaml) $name -}}
{{- $full := printf "%s-%s" (include "parley.fullname" $root) $name -}}
{{- $account := default $full $values.serviceAccount.name -}}
{{- $watches := and (eq $name "router") (eq (include "parley.watchesPools" $root) "true") -}}
{{- $settings := include "parley.settings" . -}}
{{- if not $values.serviceAccount.name }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
  {{- with $values.serviceAccount.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
---
{{- end }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
data:
  application.properties: |
    {{- $settings | nindent 4 }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
spec:
  {{- if and (not $values.autoscaling.enabled) (not (kindIs "invalid" $values.replicas)) }}
  replicas: {{ int $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  minReadySeconds: 5
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  selector:
    matchLabels: {{- include "parley.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "parley.labels" . | nindent 8 }}
        {{- with $values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        parley.dev/settings: {{ $settings | sha256sum }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ $account }}
      automountServiceAccountToken: {{ $watches }}
      enableServiceLinks: false
      # Longer than what is worked on plus what is finished, so that nothing is killed that would have ended.
      terminationGracePeriodSeconds: {{ add $values.drain.endpoints $values.drain.requests 10 }}
      {{- with $values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext: {{- include "parley.podSecurity" (dict "user" 65532) | nindent 8 }}
      containers:
        - name: {{ $name }}
          image: {{ include "parley.image" . }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          securityContext: {{- include "parley.containerSecurity" . | nindent 12 }}
          ports:
            - name: http
              containerPort: {{ $fact.port }}
            - name: management
              containerPort: {{ $fact.management }}
            {{- if eq $name "gateway" }}
            - name: tunnels
              containerPort: 8090
            {{- end }}
          env: {{- include "parley.environment" . | nindent 12 }}
          {{- with $values.envFrom }}
          envFrom: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- if eq (include "parley.sleeps" $root) "true" }}
          lifecycle:
            preStop:
              # Proxies hear late that this pod is leaving; until then it answers as ever.
              sleep:
                seconds: {{ max 1 (int $values.drain.endpoints) }}
          {{- end }}
          startupProbe:
            httpGet:
              path: /q/health/started
              port: management
            periodSeconds: 1
            timeoutSeconds: 2
            failureThreshold: 120
          livenessProbe:
            httpGet:
              path: /q/health/live
              port: management
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: /q/health/ready
              port: management
            periodSeconds: 3
            timeoutSeconds: 3
            failureThreshold: 2
          resources: {{- toYaml $values.resources | nindent 12 }}
          volumeMounts:
            - name: settings
              mountPath: /etc/parley/settings
              readOnly: true
            - name: tmp
              mountPath: /tmp
            {{- include "parley.authorities.mounts" $root | nindent 12 }}
            {{- with $values.volumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: settings
          configMap:
            name: {{ $full }}
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
        {{- include "parley.authorities.volumes" $root | nindent 8 }}
        {{- with $values.volumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
      {{- if $values.topologySpreadConstraints }}
        {{- toYaml $values.topologySpreadConstraints | nindent 8 }}
      {{- else }}
      {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "parley.selector" $ | nindent 14 }}
      {{- end }}
      {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
  {{- with $values.service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ default "ClusterIP" $values.service.type }}
  selector: {{- include "parley.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ default $fact.port $values.service.port }}
      targetPort: http
      appProtocol: http
    {{- if eq $name "gateway" }}
    - name: agents
      port: {{ $values.service.agentsPort }}
      targetPort: http
    {{- end }}
{{- if eq $name "router" }}
---
# All routers by name: the gateway sends each model to one of them, so that its queue is one queue.
apiVersion: v1
kind: Service
metadata:
  name: {{ $full }}-each
  labels: {{- include "parley.labels" . | nindent 4 }}
spec:
  clusterIP: None
  selector: {{- include "parley.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ $fact.port }}
      targetPort: http
      appProtocol: http
{{- end }}
{{- $several := ternary (ge (int $values.autoscaling.minReplicas) 2) (or (kindIs "invalid" $values.replicas) (ge (int $values.replicas) 2)) $values.autoscaling.enabled }}
{{- if and $values.podDisruptionBudget.enabled $several }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ $values.podDisruptionBudget.maxUnavailable }}
  # Pods that are not ready anyway do not keep a node from being drained.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "parley.selector" . | nindent 6 }}
{{- end }}
{{- if $values.autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $full }}
  minReplicas: {{ int $values.autoscaling.minReplicas }}
  maxReplicas: {{ int $values.autoscaling.maxReplicas }}
  metrics:
  {{- if $values.autoscaling.metrics }}
    {{- toYaml $values.autoscaling.metrics | nindent 4 }}
  {{- else }}
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ int $values.autoscaling.targetCPU }}
  {{- end }}
  behavior:
    scaleDown:
      # Each pod that goes waits for what it holds: one at a time, and not for a short pause.
      stabilizationWindowSeconds: 300
      policies:
        - type: Pods
          value: 1
          periodSeconds: 60
{{- end }}
{{- if $watches }}
{{- include "parley.router.rbac" (dict "root" $root "account" $account "full" $full) }}
{{- end }}
{{- if $root.Values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $full }}
  labels: {{- include "parley.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "parley.selector" . | nindent 6 }}
  policyTypes: [Ingress]
  ingress:
    {{- if eq $name "gateway" }}
    - ports:
        - port: http
      {{- with $root.Values.networkPolicy.gatewayFrom }}
      from: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- if $root.Values.networkPolicy.gatewayFrom }}
    - ports:
        - port: http
      from:
        {{- range list "placements" "test" }}
        - podSelector:
            matchLabels: {{- include "parley.selector" (dict "root" $root "name" .) | nindent 14 }}
        {{- end }}
    {{- end }}
    # Nodes that dialled out are reached through the gateway that holds their tunnel.
    - ports:
        - port: tunnels
      from:
        - podSelector:
            matchLabels: {{- include "parley.selector" (dict "root" $root "name" "router") | nindent 14 }}
    {{- else }}
    - ports:
        - port: http
      from:
        {{- range $fact.callers }}
        - podSelector:
            matchLabels: {{- include "parley.selector" (dict "root" $root "name" .) | nindent 14 }}
        {{- end }}
    {{- end }}
    {{- with $root.Values.networkPolicy.monitoringFrom }}
    - ports:
        - port: management
      from: {{- toYaml . | nindent 8 }}
    {{- end }}
{{- end }}
{{- end -}}

{{/* What the router may see of the cluster, namespace by namespace. dict root, account, full. */}}
{{- define "parley.router.rbac" -}}
{{- if .root.Values.router.rbac.create }}
{{- $labels := include "parley.labels" (dict "root" .root "name" "router") }}
{{- range (default (list .root.Release.Namespace) .root.Values.router.kubernetes.namespaces) }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ $.full }}-pools
  namespace: {{ . }}
  labels: {{- $labels | nindent 4 }}
rules:
  - apiGroups: [""]
    resources: [services]
    verbs: [get, list, watch]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ $.full }}-pools
  namespace: {{ . }}
  labels: {{- $labels | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ $.full }}-pools
subjects:
  - kind: ServiceAccount
    name: {{ $.account }}
    namespace: {{ $.root.Release.Namespace }}
{{- end }}
{{- end }}
{{- end -}}
