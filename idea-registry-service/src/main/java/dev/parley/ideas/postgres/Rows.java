package dev.parley.ideas.postgres;

/**
 * Whose rows a piece of work sees and writes. Every table with a tenant has a policy that compares it with the setting
 * {@code parley.tenant} of the transaction at work: where nothing is set, nothing is seen. Only {@link Database} sets it.
 *
 * @param setting what the policies compare with
 */
record Rows(String setting) {

    private static final String EVERY_TENANT = "*";

    /** Those of all tenants: for housekeeping, which no caller asked for. */
    static final Rows OF_ALL = new Rows(EVERY_TENANT);

    /** Those of one tenant. A tenant may never be called like the sign for all of them, wherever its name comes from. */
    static Rows of(String tenant) {
        if (tenant.isEmpty() || tenant.equals(EVERY_TENANT)) {
            throw new IllegalArgumentException("tenant: \"" + tenant + "\" (expected: the name of one)");
        }
        return new Rows(tenant);
    }
}
