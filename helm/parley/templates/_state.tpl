{{/* How every service reaches PostgreSQL. */}}
{{- define "parley.postgresql.environment" }}
{{- $bundled := eq .Values.postgresql.mode "bundled" -}}
{{- $external := .Values.postgresql.external -}}
{{- $url := ternary (printf "postgresql://%s-postgresql:5432/parley" (include "parley.fullname" .)) $external.url $bundled -}}
{{- $tls := ternary "disable" $external.tls.mode $bundled }}
- name: QUARKUS_DATASOURCE_REACTIVE_URL
  value: {{ $url }}
- name: QUARKUS_DATASOURCE_JDBC_URL
{{- if eq $tls "disable" }}
  value: jdbc:{{ $url }}
{{- else if eq $tls "require" }}
  value: jdbc:{{ $url }}?sslmode=require
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: require
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL
  value: "true"
{{- else }}
  value: jdbc:{{ $url }}?sslmode=verify-full&sslrootcert=/etc/parley/postgresql/{{ $external.tls.caKey }}
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: verify-full
- name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS
  value: /etc/parley/postgresql/{{ $external.tls.caKey }}
{{- end }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ include "parley.postgresql.secret" . }}
      key: {{ ternary "username" $external.usernameKey $bundled }}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "parley.postgresql.secret" . }}
      key: {{ ternary "password" $external.passwordKey $bundled }}
{{- end -}}

{{- define "parley.postgresql.secret" -}}
{{- if eq .Values.postgresql.mode "bundled" -}}{{ default (printf "%s-postgresql" (include "parley.fullname" .)) .Values.postgresql.bundled.existingSecret }}{{- else -}}{{ .Values.postgresql.external.existingSecret }}{{- end -}}
{{- end -}}

{{/* How every service reaches Redis. */}}
{{- define "parley.redis.environment" }}
{{- $bundled := eq .Values.redis.mode "bundled" -}}
{{- $external := .Values.redis.external }}
- name: QUARKUS_REDIS_HOSTS
  value: {{ ternary (printf "redis://%s-redis:6379" (include "parley.fullname" .)) $external.url $bundled }}
{{- if $bundled }}
- name: QUARKUS_REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "parley.redis.secret" . }}
      key: password
{{- else }}
{{- if $external.existingSecret }}
- name: QUARKUS_REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $external.existingSecret }}
      key: {{ $external.passwordKey }}
{{- end }}
{{- if hasPrefix "rediss://" $external.url }}
- name: QUARKUS_REDIS_TLS_ENABLED
  value: "true"
- name: QUARKUS_REDIS_TLS_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
{{- if $external.tls.caSecret }}
- name: QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS
  value: /etc/parley/redis/{{ $external.tls.caKey }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Authorities that are mounted: volumes, then mounts. */}}
{{- define "parley.authorities.volumes" }}
{{- if and (eq .Values.postgresql.mode "external") (eq .Values.postgresql.external.tls.mode "verify-full") }}
- name: postgresql-ca
  secret:
    secretName: {{ .Values.postgresql.external.tls.caSecret }}
    defaultMode: 0444
    items:
      - key: {{ .Values.postgresql.external.tls.caKey }}
        path: {{ .Values.postgresql.external.tls.caKey }}
{{- end }}
{{- if and (eq .Values.redis.mode "external") .Values.redis.external.tls.caSecret }}
- name: redis-ca
  secret:
    secretName: {{ .Values.redis.external.tls.caSecret }}
    defaultMode: 0444
    items:
      - key: {{ .Values.redis.external.tls.caKey }}
        path: {{ .Values.redis.external.tls.caKey }}
{{- end }}
{{- end -}}
{{- define "parley.authorities.mounts" }}
{{- if and (eq .Values.postgresql.mode "external") (eq .Values.postgresql.external.tls.mode "verify-full") }}
- name: postgresql-ca
  mountPath: /etc/parley/postgresql
  readOnly: true
{{- end }}
{{- if and (eq .Values.redis.mode "external") .Values.redis.external.tls.caSecret }}
- name: redis-ca
  mountPath: /etc/parley/redis
  readOnly: true
{{- end }}
{{- end -}}

{{- define "parley.redis.secret" -}}
{{- default (printf "%s-redis" (include "parley.fullname" .)) .Values.redis.bundled.existingSecret -}}
{{- end -}}
