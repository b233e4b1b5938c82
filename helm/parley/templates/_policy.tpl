{{/* Who may reach a store: dict root, name, port, users. */}}
{{- define "parley.store.policy" -}}
{{- if .root.Values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "parley.fullname" .root }}-{{ .name }}
  labels: {{- include "parley.labels" (dict "root" .root "name" .name) | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "parley.selector" (dict "root" .root "name" .name) | nindent 6 }}
  policyTypes: [Ingress]
  ingress:
    - ports:
        - port: {{ .port }}
      from:
        {{- range .users }}
        - podSelector:
            matchLabels: {{- include "parley.selector" (dict "root" $.root "name" .) | nindent 14 }}
        {{- end }}
{{- end }}
{{- end -}}
