package dev.parley.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String KEY = "pk_k3v9x0q2m7ab_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @Test
    void a_new_key_is_read_back_as_itself() {
        ApiKey minted = ApiKey.mint(new SecureRandom());

        ApiKey read = ApiKey.parse(minted.reveal()).orElseThrow();

        assertThat(read.id()).isEqualTo(minted.id());
        assertThat(read.hash()).isEqualTo(minted.hash());
        assertThat(minted.reveal()).startsWith("pk_" + minted.id() + "_").hasSize(59);
    }

    @Test
    void no_two_keys_are_alike() {
        SecureRandom random = new SecureRandom();

        assertThat(ApiKey.mint(random).hash()).isNotEqualTo(ApiKey.mint(random).hash());
    }

    @Test
    void a_secret_may_hold_what_parts_the_key() {
        String text = "pk_k3v9x0q2m7ab_" + "_-".repeat(21) + "_";

        assertThat(ApiKey.parse(text).map(ApiKey::id)).hasValue("k3v9x0q2m7ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pk_",
                "pk_k3v9x0q2m7ab",
                "sk_k3v9x0q2m7ab_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "pk_K3V9X0Q2M7AB_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "pk_k3v9x0q2m7ab_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh",
                "pk_k3v9x0q2m7ab_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A",
                "pk_k3v9x0q2m7ab_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH+8"
            })
    void what_has_another_shape_is_no_key(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }

    @Test
    void nothing_prints_a_secret() {
        ApiKey key = ApiKey.parse(KEY).orElseThrow();

        assertThat(key).hasToString("pk_k3v9x0q2m7ab");
        assertThat(key.hash()).hasToString("SecretHash[]");
    }

    @Test
    void a_hash_is_known_by_every_byte() {
        SecretHash hash = SecretHash.of(KEY);
        byte[] other = hash.bytes();
        other[31] ^= 1;

        assertThat(SecretHash.kept(hash.bytes())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(SecretHash.kept(other)).isNotEqualTo(hash);
        assertThatThrownBy(() -> SecretHash.kept(new byte[31])).hasMessage("hash: 31 bytes (expected: 32)");
    }

    @Test
    void the_bootstrap_key_opens_everything_at_home() {
        BootstrapKey bootstrap = new BootstrapKey(Optional.of(KEY));

        KeptKey key = bootstrap.withId("k3v9x0q2m7ab").orElseThrow();

        assertThat(key.hash()).isEqualTo(SecretHash.of(KEY));
        assertThat(key.caller().tenant()).isEqualTo("local");
        assertThat(key.caller().scopes()).hasSize(5);
        assertThat(bootstrap.withId("aaaaaaaaaaaa")).isEmpty();
        assertThat(new BootstrapKey(Optional.empty()).withId("k3v9x0q2m7ab")).isEmpty();
    }

    @Test
    void what_is_no_key_cannot_be_the_first_one_and_is_not_repeated() {
        assertThatThrownBy(() -> new BootstrapKey(Optional.of("hunter2")))
                .hasMessageStartingWith("the bootstrap key has another shape")
                .hasMessageNotContaining("hunter2");
    }
}
