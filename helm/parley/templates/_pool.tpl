{{/* One pool with the defaults: dict root, pool. As YAML. */}}
{{- define "parley.pool.values" -}}
{{- $values := mergeOverwrite (deepCopy .root.Values.poolDefaults) .pool -}}
{{- /* Merging overlooks what is null, and null is an answer here. */ -}}
{{- if and (hasKey .pool "replicas") (kindIs "invalid" .pool.replicas) -}}
{{- $values = omit $values "replicas" -}}
{{- end -}}
{{- toYaml $values -}}
{{- end -}}

{{/* One pool of nodes, whole: dict root, pool. */}}
{{- define "parley.pool" -}}
{{- $root := .root -}}
{{- $pool := include "parley.pool.values" . | fromYaml -}}
{{- $name := printf "%s-pool-%s" (include "parley.fullname" $root) $pool.name -}}
{{- $is := dict "root" $root "name" (printf "pool-%s" $pool.name) -}}
# The router reads what the pool serves from this Service, and its nodes from what stands behind it.
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels:
    {{- include "parley.labels" $is | nindent 4 }}
    parley.dev/pool: {{ $pool.name }}
  annotations:
    parley.dev/models: {{ join "," $pool.models | quote }}
    {{- with $pool.capabilities }}
    parley.dev/capabilities: {{ join "," . | quote }}
    {{- end }}
    parley.dev/kind: {{ $pool.kind }}
    parley.dev/max-concurrent: {{ int $pool.maxConcurrent | quote }}
    parley.dev/max-concurrent-per-model: {{ int $pool.maxConcurrentPerModel | quote }}
spec:
  clusterIP: None
  selector: {{- include "parley.selector" $is | nindent 4 }}
  ports:
    - name: ollama
      port: {{ int $pool.port }}
      targetPort: ollama
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $name }}
  labels:
    {{- include "parley.labels" $is | nindent 4 }}
    parley.dev/pool: {{ $pool.name }}
spec:
  {{- if and (eq $pool.autoscaling.kind "none") (not (kindIs "invalid" $pool.replicas)) }}
  replicas: {{ int $pool.replicas }}
  {{- end }}
  serviceName: {{ $name }}
  # Nodes know nothing of one another.
  podManagementPolicy: Parallel
  {{- if not $pool.storage.existingClaim }}
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: {{ ternary "Delete" "Retain" $pool.storage.deleteWhenScaled }}
  {{- end }}
  selector:
    matchLabels: {{- include "parley.selector" $is | nindent 6 }}
  template:
    metadata:
      labels:
        # Nothing that changes with the chart: a new version of it restarts no node.
        {{- include "parley.selector" $is | nindent 8 }}
        parley.dev/pool: {{ $pool.name }}
        {{- with $root.Values.commonLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $pool.podAnnotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add $pool.drain 30 }}
      {{- with $pool.runtimeClassName }}
      runtimeClassName: {{ . }}
      {{- end }}
      {{- with $pool.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext: {{- include "parley.podSecurity" (dict "user" (int $pool.user)) | nindent 8 }}
      containers:
        - name: node
          image: {{ $pool.image }}
          securityContext: {{- include "parley.containerSecurity" $root | nindent 12 }}
          {{- with $pool.command }}
          command: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with $pool.args }}
          args: {{- toYaml . | nindent 12 }}
          {{- end }}
          ports:
            - name: ollama
              containerPort: {{ int $pool.port }}
          env:
            - name: HOME
              value: /models
            {{- if eq $pool.kind "ollama" }}
            - name: OLLAMA_HOST
              value: 0.0.0.0:{{ int $pool.port }}
            - name: OLLAMA_MODELS
              value: /models/store
            - name: OLLAMA_NUM_PARALLEL
              value: {{ int $pool.maxConcurrentPerModel | quote }}
            - name: OLLAMA_MAX_LOADED_MODELS
              value: {{ int $pool.maxLoadedModels | quote }}
            - name: OLLAMA_CONTEXT_LENGTH
              value: {{ int $pool.contextLength | quote }}
            # As long as what the router wishes for is kept (router.placement.keep).
            - name: OLLAMA_KEEP_ALIVE
              value: 30m
            {{- end }}
            {{- with $pool.env }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          lifecycle:
            preStop:
              # A node ends what it works on as soon as it is told to go. The router gives it nothing more from now on.
              {{- if eq (include "parley.sleeps" $root) "true" }}
              sleep:
                seconds: {{ int $pool.drain }}
              {{- else }}
              exec:
                command: [sleep, {{ int $pool.drain | quote }}]
              {{- end }}
          startupProbe:
            httpGet:
              path: {{ $pool.probePath }}
              port: ollama
            periodSeconds: 2
            timeoutSeconds: 5
            failureThreshold: 300
          livenessProbe:
            httpGet:
              path: {{ $pool.probePath }}
              port: ollama
            periodSeconds: 20
            timeoutSeconds: 10
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: {{ $pool.probePath }}
              port: ollama
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          resources: {{- toYaml $pool.resources | nindent 12 }}
          volumeMounts:
            - name: models
              mountPath: /models
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 1Gi
        {{- with $pool.storage.existingClaim }}
        - name: models
          persistentVolumeClaim:
            claimName: {{ . }}
        {{- end }}
      {{- with $pool.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $pool.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $pool.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
  {{- if not $pool.storage.existingClaim }}
  volumeClaimTemplates:
    - metadata:
        name: models
      spec:
        accessModes: [ReadWriteOnce]
        {{- with $pool.storage.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ $pool.storage.size }}
  {{- end }}
{{- if eq $pool.autoscaling.kind "keda" }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ $name }}
  labels: {{- include "parley.labels" $is | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: {{ $name }}
  pollingInterval: 5
  cooldownPeriod: {{ int $pool.autoscaling.cooldown }}
  minReplicaCount: {{ int $pool.autoscaling.minReplicas }}
  maxReplicaCount: {{ int $pool.autoscaling.maxReplicas }}
  triggers:
    # Who waits, in all queues: routers do not say for which pool.
    - type: prometheus
      metricType: AverageValue
      metadata:
        serverAddress: {{ $pool.autoscaling.prometheus | quote }}
        query: sum(parley_router_waiting{namespace="{{ $root.Release.Namespace }}"})
        threshold: {{ int $pool.autoscaling.waiting | quote }}
        activationThreshold: "0"
    - type: prometheus
      metricType: Value
      metadata:
        serverAddress: {{ $pool.autoscaling.prometheus | quote }}
        query: max(parley_router_expected_wait{namespace="{{ $root.Release.Namespace }}"})
        threshold: {{ int $pool.autoscaling.expectedWait | quote }}
        activationThreshold: "0"
    # What the pool's pods hold: none goes while all are needed.
    - type: prometheus
      metricType: AverageValue
      metadata:
        serverAddress: {{ $pool.autoscaling.prometheus | quote }}
        query: sum(parley_router_in_flight{namespace="{{ $root.Release.Namespace }}",node=~"{{ $pool.name }}[.].*"})
        threshold: {{ int $pool.maxConcurrent | quote }}
        activationThreshold: "0"
{{- else if eq $pool.autoscaling.kind "hpa" }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels: {{- include "parley.labels" $is | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: StatefulSet
    name: {{ $name }}
  minReplicas: {{ int $pool.autoscaling.minReplicas }}
  maxReplicas: {{ int $pool.autoscaling.maxReplicas }}
  metrics:
    - type: External
      external:
        metric:
          name: parley_router_waiting
          selector:
            matchLabels:
              namespace: {{ $root.Release.Namespace }}
        target:
          type: AverageValue
          averageValue: {{ int $pool.autoscaling.waiting | quote }}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: {{ min 3600 (int $pool.autoscaling.cooldown) }}
{{- end }}
{{- include "parley.store.policy" (dict "root" $root "name" (printf "pool-%s" $pool.name) "port" "ollama" "users" (list "router")) }}
{{- end -}}
