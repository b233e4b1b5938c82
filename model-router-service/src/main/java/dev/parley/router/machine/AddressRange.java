package dev.parley.router.machine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses: {@code 10.39.0.0/24}.
 *
 * @param network its first address
 * @param prefix how many leading bits are the network's, 0 to 32
 */
public record AddressRange(int network, int prefix) {

    private static final Pattern LITERAL = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    public AddressRange {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("prefix: " + prefix + " (expected: 0..32)");
        }
        network &= mask(prefix);
    }

    /** @throws IllegalArgumentException if it is no range */
    public static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<Integer> address = address(parts[0]);
        if (parts.length != 2 || address.isEmpty() || !parts[1].matches("\\d{1,2}")) {
            throw new IllegalArgumentException("range: " + text + " (expected: a.b.c.d/prefix)");
        }
        return new AddressRange(address.get(), Integer.parseInt(parts[1]));
    }

    /** The bits of a literal, four decimal numbers of at most 255; empty for names and everything else. */
    static Optional<Integer> address(String literal) {
        Matcher matcher = LITERAL.matcher(literal);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = 0;
        for (int group = 1; group <= 4; group++) {
            String digits = matcher.group(group);
            int number = Integer.parseInt(digits);
            // A leading zero is octal to some readers and decimal to others.
            if (number > 255 || (digits.length() > 1 && digits.startsWith("0"))) {
                return Optional.empty();
            }
            bits = bits << 8 | number;
        }
        return Optional.of(bits);
    }

    boolean contains(int address) {
        return (address & mask(prefix)) == network;
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }
}
