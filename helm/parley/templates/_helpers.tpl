{{/* What names of objects begin with. */}}
{{- define "parley.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels that select: dict root, name. Never change. */}}
{{- define "parley.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{/* Labels of every object: dict root, name. */}}
{{- define "parley.labels" -}}
{{ include "parley.selector" . }}
app.kubernetes.io/part-of: parley
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Name of the image of a service: dict root, name. */}}
{{- define "parley.image" -}}
{{- $common := .root.Values.image -}}
{{- $own := (index .root.Values .name).image -}}
{{- $base := $own.repository -}}
{{- if $common.registry -}}{{- $base = printf "%s/%s" $common.registry $own.repository -}}{{- end -}}
{{- if $own.digest -}}
{{- printf "%s@%s" $base $own.digest -}}
{{- else if $own.tag -}}
{{- printf "%s:%s" $base $own.tag -}}
{{- else -}}
{{- $suffix := ternary "-jvm" "" (eq $common.flavor "jvm") -}}
{{- printf "%s:%s%s" $base (default .root.Chart.AppVersion $common.tag) $suffix -}}
{{- end -}}
{{- end -}}

{{/* The Secret with the edges' secrets and the first key. */}}
{{- define "parley.secrets" -}}
{{- default (printf "%s-secrets" (include "parley.fullname" .)) .Values.secrets.existingSecret -}}
{{- end -}}

{{/* What nothing of ours runs without. */}}
{{- define "parley.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
fsGroup: {{ .user }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}
{{- define "parley.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* A number as people write it; Helm reads all of them as floats. */}}
{{- define "parley.text" -}}
{{- if and (kindIs "float64" .) (eq (float64 (int64 .)) .) -}}{{ int64 . }}{{- else -}}{{ toString . }}{{- end -}}
{{- end -}}

{{/* A key of a file of properties. */}}
{{- define "parley.propertyKey" -}}
{{- . | replace "\\" "\\\\" | replace ":" "\\:" | replace "=" "\\=" | replace " " "\\ " -}}
{{- end -}}
{{- define "parley.propertyValue" -}}
{{- include "parley.text" . | replace "\\" "\\\\" | replace "\n" "\\n" -}}
{{- end -}}
