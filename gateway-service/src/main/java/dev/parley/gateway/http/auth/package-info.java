/** Who a request comes from and what it may do: the framework's authentication and authorization, made of the features. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.http.auth;
