{{/* The pod of something that is asked of the gateway once: dict root, name, script, environment (YAML). */}}
{{- define "parley.client" -}}
automountServiceAccountToken: false
enableServiceLinks: false
restartPolicy: Never
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- include "parley.podSecurity" (dict "user" 65532) | nindent 2 }}
containers:
  - name: {{ .name }}
    image: {{ .root.Values.client.image }}
    securityContext: {{- include "parley.containerSecurity" . | nindent 6 }}
    command: [sh, -ec]
    args:
      - |
        # The key comes by a file that only this user reads: a command line can be read by others.
        umask 077
        printf 'Authorization: Bearer %s\n' "$PARLEY_KEY" > /tmp/who
        ask() { curl --silent --show-error --fail-with-body --header @/tmp/who --header 'Content-Type: application/json' "$@"; }
        {{- .script | nindent 8 }}
    env:
      - name: GATEWAY
        value: http://{{ include "parley.fullname" .root }}-gateway:{{ .root.Values.gateway.service.port }}
      - name: PARLEY_KEY
        valueFrom:
          secretKeyRef:
            name: {{ include "parley.secrets" .root }}
            key: bootstrap-key
      {{- .environment | nindent 6 }}
    resources: {{- toYaml .root.Values.client.resources | nindent 6 }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 1Mi
{{- end -}}

{{/* All wishes for models, as the gateway takes them: a model of several pools is wished for in all of them together. */}}
{{- define "parley.placements" -}}
{{- $wishes := dict -}}
{{- range .Values.pools -}}
{{- $pool := include "parley.pool.values" (dict "root" $ "pool" .) | fromYaml -}}
{{- if eq $pool.kind "ollama" -}}
{{- range $pool.models -}}
{{- $wish := index $wishes . | default (dict "model" . "copies" 0 "warm" 0) -}}
{{- $_ := set $wishes . (dict "model" . "copies" (add $wish.copies $pool.copies) "warm" (add $wish.warm $pool.warm)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $all := list -}}
{{- range keys $wishes | sortAlpha -}}
{{- $all = append $all (index $wishes .) -}}
{{- end -}}
{{- dict "placements" $all | toJson -}}
{{- end -}}
